import { readFile } from 'node:fs/promises';
import { IshurError } from '@ishur/contract';
import { RULES } from '@ishur/pcn874';
import type { CheckSettings, RuleCode } from '@ishur/pcn874';
import { z } from 'zod';

const whole = z.int().min(0);
const rules = Object.keys(RULES) as RuleCode[];

/** What a file may set; everything else keeps its default. */
const settings = z.strictObject({
  vatTolerance: whole.optional(),
  totalsTolerance: whole.optional(),
  inputMonths: whole.max(120).optional(),
  periodYears: whole.max(100).optional(),
  pettyCashRefundPercent: whole.max(100).optional(),
  pettyCashPercent: whole.max(100).optional(),
  pettyCashFloor: whole.optional(),
  pettyCashInvoiceVat: whole.optional(),
  identifiedSaleAbove: whole.optional(),
  sameDateInputs: whole.optional(),
  selfInvoiceMatch: z.array(z.enum(['counterpart', 'date', 'group', 'reference'])).optional(),
  serviceExportNumbers: z.array(z.string().regex(/^\d{9}$/)).optional(),
  mostRecords: whole.max(10_000_000).optional(),
  severities: z.partialRecord(z.enum(rules), z.enum(['fault', 'warning', 'off'])).optional(),
} satisfies Readonly<Record<keyof CheckSettings, z.ZodType>>);

/**
 * Reads the settings of a check from a JSON file.
 *
 * @throws IshurError `pcn874/settings` (`fix-config`), which names the key.
 */
export async function readCheckSettings(file: string): Promise<Partial<CheckSettings>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw wrongSettings(file, cause instanceof Error ? cause.message : '');
  });
  const read = settings.safeParse(parsed(file, text));
  if (!read.success) {
    throw wrongSettings(file, read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  // Zod's optional keys may hold `undefined`, which would take the place of a default.
  return Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined));
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrongSettings(file, cause instanceof Error ? cause.message : '');
  }
}

function wrongSettings(file: string, found: string): IshurError {
  return new IshurError({
    code: 'pcn874/settings',
    remedy: 'fix-config',
    message: {
      he: `קובץ ההגדרות של הבדיקה ${file} אינו תקין: ${found}. המפתחות וערכיהם: docs/pcn874.md.`,
      en: `The settings of the check, ${file}, are wrong: ${found}. The keys and their values: docs/pcn874.md.`,
    },
  });
}
