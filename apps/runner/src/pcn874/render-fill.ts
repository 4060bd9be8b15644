import { describeOutcome } from '@ishur/pcn874';
import type { FillOutcome, FillPlan } from '@ishur/pcn874';
import type { LocalizedMessage } from '@ishur/contract';
import type { Language } from '../language.ts';
import { cut } from '../output/cut.ts';
import { renderTable } from '../output/table.ts';
import { grouped, headerFieldName } from './render-check.ts';

const KINDS: Readonly<Record<FillOutcome['kind'], LocalizedMessage>> = {
  filled: { he: 'מולאו', en: 'filled' },
  'left-out': { he: 'הושמטו (מסמכים שבוטלו)', en: 'left out (cancelled documents)' },
  'already-there': { he: 'המספר כבר רשום', en: 'had their number' },
  'other-number': { he: 'רשום מספר אחר', en: 'have another number' },
  'no-number': { he: 'אין מספר למסמך', en: 'their document has none' },
  several: { he: 'כמה מסמכים מתאימים', en: 'several documents fit' },
  'same-document': { he: 'כמה רשומות לאותו מסמך', en: 'several records fit one document' },
  different: { he: 'המסמך שונה מהרשומה', en: 'their document differs' },
  unknown: { he: 'המסמך אינו בפנקס', en: 'not in the ledger' },
};

/** How many records came to what, by kind. */
export function countKinds(outcomes: readonly FillOutcome[]): Readonly<Record<FillOutcome['kind'], number>> {
  const counts = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0])) as Record<FillOutcome['kind'], number>;
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

/** What filling would change, for a person, before anything is written. */
export function renderPlan(plan: FillPlan, language: Language, width: number | undefined): string {
  const counts = countKinds(plan.outcomes);
  const kinds = (Object.keys(KINDS) as FillOutcome['kind'][]).filter((kind) => counts[kind] > 0);
  const parts = [
    renderTable(
      { he: ['רשומות עסקה', ''], en: ['sales records', ''] }[language],
      kinds.map((kind) => [KINDS[kind][language], grouped(counts[kind])]),
      [1],
      width,
    ),
  ];
  for (const kind of kinds) {
    if (kind === 'filled' || kind === 'already-there') continue;
    const lines = plan.outcomes
      .filter((outcome) => outcome.kind === kind)
      .map((outcome) => renderOutcome(outcome, language));
    parts.push(`${KINDS[kind][language]}\n${cut(lines, 0, language).join('\n')}\n`);
  }
  if (plan.unreadable.length > 0) {
    const lines = plan.unreadable.slice(0, 10).join(', ');
    parts.push(
      {
        he: `שורות שאינן רשומות תקינות ונשארות כפי שהן: ${lines}. בדקו אותן עם ishur pcn874 check. כל עוד הן בקובץ, רשומת הפתיחה אינה מחושבת מהרשומות.\n`,
        en: `Lines that are no proper records and stay as they are: ${lines}. Check them with \`ishur pcn874 check\`. As long as they are there, the header is not computed from the records.\n`,
      }[language],
    );
  }
  return [...parts, ...renderHeaderChanges(plan, language, width)].join('\n');
}

function renderOutcome(outcome: FillOutcome, language: Language): string {
  const { record, entry } = outcome;
  const line = { he: `שורה ${record}`, en: `line ${record}` }[language];
  return `  ${line}, ${entry.reference}, ${entry.date}: ${describeOutcome(outcome)[language]}`;
}

function renderHeaderChanges(plan: FillPlan, language: Language, width: number | undefined): readonly string[] {
  const { header, newHeader, differences } = plan;
  const parts: string[] = [];
  if (newHeader !== undefined) {
    const names = (
      [
        'salesRecords',
        'inputsRecords',
        'taxableSales',
        'taxableSalesVat',
        'otherRateSales',
        'otherRateVat',
        'zeroExemptSales',
        'otherInputsVat',
        'equipmentInputsVat',
        'payable',
      ] as const
    ).filter((name) => header[name] !== newHeader[name]);
    const head = { he: ['רשומת הפתיחה משתנה', 'היה', 'יהיה'], en: ['the header changes', 'was', 'will be'] }[language];
    const rows = names.map((name) => [
      headerFieldName(name)[language],
      grouped(header[name]),
      grouped(newHeader[name]),
    ]);
    parts.push(renderTable(head, rows, [1, 2], width));
  }
  if (differences.length > 0) {
    const head = {
      he: ['רשומת הפתיחה אינה תואמת', 'רשום', 'לפי הרשומות'],
      en: ['the header does not agree', 'stated', 'by the records'],
    }[language];
    const rows = differences.map(({ name, stated, computed }) => [
      headerFieldName(name)[language],
      grouped(stated),
      grouped(computed),
    ]);
    parts.push(renderTable(head, rows, [1, 2], width));
    parts.push(
      {
        he: 'הסכומים נשארים כפי שהם. כדי לחשב אותם מן הרשומות: --recompute-header\n',
        en: 'These figures stay as they are. To compute them from the records: --recompute-header\n',
      }[language],
    );
  }
  return parts;
}
