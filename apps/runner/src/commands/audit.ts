import { createReadStream } from 'node:fs';
import { writeFile, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { IshurError } from '@ishur/contract';
import { exportHeads, readExport, verifyLedger } from '@ishur/engine';
import type { AuditFinding } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';

/** More findings than this are counted and not shown: whoever has so many needs a backup and not a list. */
const MOST_SHOWN = 100;

/** `ishur audit verify`: computes everything in the ledger again, and with an export finds what was cut off since. */
export async function verifyAudit(
  context: CliContext,
  options: CommonOptions & { readonly against?: string },
): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  let count = 0;
  const found = (finding: AuditFinding): void => {
    count += 1;
    if (options.json === true) context.json(finding);
    else if (count <= MOST_SHOWN) context.out(`✗ ${finding.message[options.lang]}\n`);
  };
  const against = options.against === undefined ? undefined : resolve(context.folder, options.against);
  const totals = await verifyLedger({
    ledger,
    found,
    ...(against !== undefined && { against: readExport(linesOf(against), ledger.tier) }),
  });
  if (options.json === true) context.json({ ...totals, findings: count });
  else context.out(`${summary(totals, count, against !== undefined)[options.lang]}\n`);
  return count === 0 ? EXIT.success : EXIT.data;
}

/** `ishur audit export`: the head of every journal and one digest over all, to be kept where nobody can change it. */
export async function exportAudit(
  context: CliContext,
  options: CommonOptions & { readonly out?: string },
): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  if (options.out === undefined) {
    for await (const line of exportHeads(ledger)) context.json(line);
    return EXIT.success;
  }
  const file = resolve(context.folder, options.out);
  const temporary = `${file}.${process.pid}.tmp`;
  let digest = '';
  await writeFile(temporary, lines());
  await rename(temporary, file);
  if (options.json === true) context.json({ file, digest });
  else
    context.out(
      `${{ he: `נכתב ${file}\nסיכום: ${digest}`, en: `Written: ${file}\nDigest: ${digest}` }[options.lang]}\n`,
    );
  return EXIT.success;

  async function* lines(): AsyncGenerator<string> {
    for await (const line of exportHeads(ledger)) {
      if ('digest' in line) ({ digest } = line);
      yield `${JSON.stringify(line)}\n`;
    }
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity });
  } catch (cause) {
    throw new IshurError({
      code: 'audit/no-such-export',
      remedy: 'fix-config',
      message: {
        he: `לא ניתן לקרוא את הקובץ ${file} שצוין ב־--against. בדקו את שמו.`,
        en: `The file ${file}, named by --against, cannot be read. Check its name.`,
      },
      cause,
    });
  } finally {
    stream.destroy();
  }
}

function summary(
  { cases, entries, digest }: { readonly cases: number; readonly entries: number; readonly digest: string },
  findings: number,
  isCompared: boolean,
): { readonly he: string; readonly en: string } {
  const size = { he: `${cases} מסמכים, ${entries} רשומות.`, en: `${cases} documents, ${entries} entries.` };
  const verdict =
    findings === 0
      ? { he: 'היומן שלם.', en: 'The journal is sound.' }
      : {
          he: `ממצאים: ${findings}. אל תשנו דבר בפנקס; השוו לגיבוי.`,
          en: `Findings: ${findings}. Change nothing in the ledger; compare it with a backup.`,
        };
  const hint = isCompared
    ? { he: '', en: '' }
    : {
        he: '\nמה שנחתך מהסוף מתגלה רק מול ייצוא קודם: ishur audit verify --against FILE',
        en: '\nWhat was cut off the end is found only against an earlier export: ishur audit verify --against FILE',
      };
  return {
    he: `${size.he} ${verdict.he}\nסיכום: ${digest}${hint.he}`,
    en: `${size.en} ${verdict.en}\nDigest: ${digest}${hint.en}`,
  };
}
