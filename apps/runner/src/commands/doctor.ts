import { existsSync } from 'node:fs';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import { createAuthority } from '@ishur/transport';
import { loadAdapters } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { ledgerFile } from '../configuration/files.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { authorityOptions } from '../connection/authority-options.ts';
import { connectionIdOf } from '../connection/connection-id.ts';
import { keepBusinessConnected } from '../connection/keep-business-connected.ts';
import { openVault } from '../connection/open-vault.ts';
import { lookAtClock } from '../doctor/look-at-clock.ts';
import { lookAtGrant, lookAtPermission } from '../doctor/look-at-login.ts';
import { lookAtSecrets } from '../doctor/look-at-secrets.ts';
import { lookAtServices } from '../doctor/look-at-services.ts';
import { lookAtSources } from '../doctor/look-at-sources.ts';
import { fine, troubleOf } from '../doctor/finding.ts';
import type { Finding } from '../doctor/finding.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { openLog } from '../logging.ts';
import type { Language } from '../language.ts';
import { openLedger } from '../open-ledger.ts';
import { changedDealer } from '../changed-dealer.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur doctor`: everything that has to be right before a number comes, one line each. Asks for no number. */
export async function doctor(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  const remedies: NonNullable<Finding['remedy']>[] = [];
  let doubts = 0;
  const tell = (findings: readonly Finding[]): void => {
    for (const finding of findings) {
      if (finding.level === 'trouble') remedies.push(finding.remedy ?? 'fix-config');
      if (finding.level === 'doubt') doubts += 1;
      if (options.json === true) context.json(finding);
      else context.out(`${SIGNS[finding.level]} ${finding.subject}: ${finding.message[options.lang]}\n`);
    }
  };

  tell([await lookAtLedger(configuration, context)]);
  tell(lookAtSecrets(configuration, context.environment));
  tell(await reachable(configuration, context));
  for (const business of businesses) {
    if (context.signal.aborted) break;
    tell(await lookAtConnection(configuration, context, business));
    tell(await sourcesOf(configuration, context, business));
  }
  if (options.json !== true) context.out(`${conclusion(options.lang, remedies.length, doubts)}\n`);
  return remedies.length === 0 ? EXIT.success : exitCodeOf(remedies);
}

/** Signs and not colours: the same text goes into files. */
const SIGNS: Readonly<Record<Finding['level'], string>> = { fine: '✓', doubt: '!', trouble: '✗' };

function conclusion(language: Language, troubles: number, doubts: number): string {
  if (troubles > 0) return COUNT[language](troubles);
  return doubts > 0 ? DOUBTS[language](doubts) : ALL_WELL[language];
}

const ALL_WELL = { he: 'הכול תקין.', en: 'Everything is in order.' };
const COUNT = {
  he: (count: number): string => (count === 1 ? 'דבר אחד לתיקון (✗).' : `${count} דברים לתיקון (✗).`),
  en: (count: number): string => (count === 1 ? 'One thing to mend (✗).' : `${count} things to mend (✗).`),
};
/** Nothing stops numbers from coming, but somebody has to look. */
const DOUBTS = {
  he: (count: number): string => (count === 1 ? 'דבר אחד לבדיקה (!).' : `${count} דברים לבדיקה (!).`),
  en: (count: number): string => (count === 1 ? 'One thing to look at (!).' : `${count} things to look at (!).`),
};

async function lookAtLedger(configuration: LoadedConfiguration, context: CliContext): Promise<Finding> {
  try {
    const file = ledgerFile(configuration);
    await using ledger = await openLedger(configuration, context.environment, 'read');
    for (const business of configuration.businesses) {
      const changed = await changedDealer(ledger, business);
      if (changed !== undefined) return troubleOf(business.id, changed);
    }
    if (file !== undefined && !existsSync(file)) return fine('doctor/ledger', configuration.ledger, NO_LEDGER);
    return fine('doctor/ledger', configuration.ledger, { he: 'הפנקס נפתח', en: 'the ledger opens' });
  } catch (error) {
    return troubleOf(configuration.ledger, asIshurError(error));
  }
}

const NO_LEDGER = {
  he: 'אין עדיין פנקס; ייווצר בהרצה הראשונה',
  en: 'there is no ledger yet; the first run makes it',
};

async function reachable(configuration: LoadedConfiguration, context: CliContext): Promise<readonly Finding[]> {
  try {
    const options = authorityOptions(configuration, context);
    const { findings, clocks } = await lookAtServices(options, context.signal);
    return [...findings, lookAtClock(clocks)];
  } catch (error) {
    return [troubleOf('authority', asIshurError(error))];
  }
}

async function lookAtConnection(
  configuration: LoadedConfiguration,
  context: CliContext,
  business: BusinessConfiguration,
): Promise<readonly Finding[]> {
  try {
    await using vault = await openVault(configuration, context, 'ishur doctor');
    const { tier, scope } = configuration.authority;
    const kept = await vault.read(connectionIdOf(configuration, business));
    const grant = lookAtGrant(business, kept?.status, scope ?? 'scope', tier === 'simulator', context.clock.now());
    if (grant.some(({ level }) => level === 'trouble')) return grant;
    const authority = createAuthority({
      ...authorityOptions(configuration, context),
      accessToken: keepBusinessConnected(configuration, context, business, vault),
    });
    return [...grant, await lookAtPermission(business, authority, { signal: context.signal })];
  } catch (error) {
    return [troubleOf(business.id, asIshurError(error))];
  }
}

async function sourcesOf(
  configuration: LoadedConfiguration,
  context: CliContext,
  business: BusinessConfiguration,
): Promise<readonly Finding[]> {
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  const log = openLog(context.environment['ISHUR_LOG'], (line) => context.err(line));
  return lookAtSources(business, adapters, { log, clock: context.clock, folder: configuration.folder }, context.signal);
}

function asIshurError(error: unknown): IshurError {
  if (isIshurError(error)) return error;
  throw error;
}
