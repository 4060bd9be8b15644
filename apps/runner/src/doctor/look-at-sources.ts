import { isIshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { AdapterContext, SourceReport } from '@ishur/contract/v1';
import { sourceFailure } from '@ishur/engine';
import { adapterNamed } from '../built-in-adapters.ts';
import type { Adapters } from '../built-in-adapters.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { openSource } from '../open-source.ts';
import { doubt, fine, troubleOf } from './finding.ts';
import type { Finding } from './finding.ts';

function opens(adapter: string, { writeBack }: SourceReport): LocalizedMessage {
  const where = writeBack.possible ? writeBack.where : '';
  return {
    he: `נפתח (${adapter})${where === '' ? '' : `; מספרים נרשמים ב: ${where}`}`,
    en: `opens (${adapter})${where === '' ? '' : `; numbers go to: ${where}`}`,
  };
}

/** Opens every source of a business and asks it what it can do here. Reads no document. */
export async function lookAtSources(
  business: BusinessConfiguration,
  adapters: Adapters,
  context: AdapterContext,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { id, adapter: name, with: settings } of business.sources) {
    const subject = `${business.id}/${id}`;
    try {
      const adapter = adapterNamed(adapters, name);
      await using opened = await openSource(id, adapter, settings, context, signal);
      const { report } = opened;
      if (!report.writeBack.possible && adapter.capabilities.writeBack !== 'none') {
        findings.push(doubt('doctor/cannot-take-numbers', subject, report.writeBack.reason));
      } else {
        findings.push(fine('doctor/source', subject, opens(name, report)));
      }
      findings.push(...report.notes.map((note) => fine('doctor/source-note', subject, note)));
    } catch (error) {
      findings.push(troubleOf(subject, isIshurError(error) ? error : sourceFailure(id, error)));
    }
  }
  return findings;
}
