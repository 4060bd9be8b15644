import { headerKey } from '@ishur/adapter-kit';
import type { LocalizedMessage } from '@ishur/contract';
import type { ByForm, ColumnChoice, PriorityConfig } from './config.ts';
import { columnMissing } from './errors.ts';
import type { FormName } from './forms.ts';
import type { Column, Columns } from './parse-metadata.ts';

/** Where a number goes, here. */
export type Place =
  | { readonly kind: 'column'; readonly column: Column; readonly isFallback: boolean }
  | { readonly kind: 'attachment' }
  /** `mayHold`: numbers may stand in a column that is not seen, so that nothing is to be asked for. */
  | { readonly kind: 'none'; readonly reason: LocalizedMessage; readonly mayHold: boolean };

/** What a session knows of one form: which columns it has, and what they are for. */
export interface FormPlan {
  readonly form: FormName;
  /** By which pages follow each other. IV does not change when a draft becomes final. */
  readonly order: 'IV' | 'IVNUM';
  readonly hasIv: boolean;
  readonly dateType: string;
  readonly net: string | undefined;
  readonly vat: string;
  readonly allocation: Column | undefined;
  /** VAT number on the form itself. */
  readonly vatNumber: string | undefined;
  readonly notices: Column | undefined;
  /** Why the column that was named for notices cannot be used. */
  readonly noticesMissing: LocalizedMessage | undefined;
  readonly place: Place;
  /** Whether the place takes the last nine digits alone. */
  readonly isShort: boolean;
  /** Why the first choice is not the place, where a fallback is. */
  readonly instead: LocalizedMessage | undefined;
  readonly select: readonly string[];
  readonly columns: Columns;
  /** Columns of the lines, where the metadata has them. */
  readonly lines: Columns | undefined;
}

const USED = [
  'IV',
  'IVNUM',
  'IVTYPE',
  'DEBIT',
  'FINAL',
  'STORNOFLAG',
  'IVDATE',
  'CUSTNAME',
  'CDES',
  'QPRICE',
  'DISPRICE',
  'VAT',
  'TAXSUM',
  'TOTPRICE',
  'CODE',
  'BRANCHNAME',
  'DETAILS',
] as const;
const NEEDED = ['IVNUM', 'DEBIT', 'FINAL', 'IVDATE', 'CUSTNAME', 'TOTPRICE'] as const;

const ALLOCATION_TITLE = /הקצאה|allocation\s*n/iu;
export const VAT_NUMBER_TITLE: RegExp =
  /עוסק\s*מורשה|מס(?:פר|['׳.])?\s*עוסק|\bVAT\s*(?:no|num|id|reg)|dealer\s*(?:no|num)/iu;

export interface FormSight {
  readonly form: FormName;
  readonly columns: Columns;
  readonly lines: Columns | undefined;
  /** Names in a row that was read without a selection: the columns that this user sees. Undefined: there is no row. */
  readonly seen: ReadonlySet<string> | undefined;
  /** No metadata is served: columns have no titles by which they are found. */
  readonly isBlind?: boolean | undefined;
}

/** @throws IshurError `priority/column-missing` (`fix-config`). */
export function planForm(sight: FormSight, config: PriorityConfig): FormPlan {
  const { form, columns } = sight;
  const vat = columns.has('VAT') ? 'VAT' : 'TAXSUM';
  const isVisible = (name: string): boolean => columns.has(name) && sight.seen?.has(name) !== false;
  for (const name of [...NEEDED, vat]) if (!isVisible(name)) throw columnMissing(form, name);
  const hasIv = isVisible('IV');
  const wanted = config.columns;
  const choice = of(wanted?.allocationNumber, form);
  const allocation = one(choice === undefined ? withTitle(columns, ALLOCATION_TITLE) : chosen(columns, choice));
  const vatNumber = one(
    chosenOr(columns, of(wanted?.customerVatNumber, form), VAT_NUMBER_TITLE).filter(({ name }) => isVisible(name)),
  );
  const noticesChoice = of(wanted?.notices, form);
  const notices = one(
    chosenOr(columns, noticesChoice, undefined).filter(({ name, isReadOnly }) => isVisible(name) && !isReadOnly),
  );
  const first = firstPlace(sight, choice, allocation);
  const place = first.kind === 'none' ? (fallbackOf(sight, config) ?? withoutFallback(first, config)) : first;
  const extra = [allocation, vatNumber, notices, place.kind === 'column' ? place.column : undefined];
  const names = [...USED.filter((name) => columns.has(name)), ...extra.flatMap((each) => each?.name ?? [])];
  return {
    form,
    order: config.orderBy ?? (hasIv ? 'IV' : 'IVNUM'),
    hasIv,
    dateType: columns.get('IVDATE')?.type ?? 'Edm.DateTimeOffset',
    net: isVisible('DISPRICE') ? 'DISPRICE' : undefined,
    vat,
    allocation,
    vatNumber: vatNumber?.name,
    notices,
    noticesMissing: noticesChoice === undefined || notices !== undefined ? undefined : noNotices(form, noticesChoice),
    place,
    isShort: isShort(place, config),
    instead: place.kind === 'none' || first.kind !== 'none' ? undefined : first.reason,
    select: [...new Set(names)].filter((name) => sight.seen?.has(name) !== false),
    columns,
    lines: sight.lines,
  };
}

/** A number shortened to fit is not known again by its length, so that only a column which fits no whole one is called short. */
function isShort(place: Place, { numberForm }: PriorityConfig): boolean {
  if (numberForm !== undefined) return numberForm === 'short';
  return place.kind === 'column' && (place.column.maxLength ?? Infinity) < SHORTEST_WHOLE;
}

/** The first choice: the column for allocation numbers, or the words why it cannot be. */
function firstPlace(
  { form, columns, seen, isBlind }: FormSight,
  choice: ColumnChoice | undefined,
  found: Column | undefined,
): Place {
  if (found === undefined) {
    const several = choice === undefined ? withTitle(columns, ALLOCATION_TITLE).map(({ name }) => name) : [];
    const mayHold = choice !== undefined || several.length > 1 || isBlind === true;
    return { kind: 'none', reason: reasonWithout(form, choice, several, isBlind === true), mayHold };
  }
  if (seen?.has(found.name) === false) return { kind: 'none', reason: hidden(form, found), mayHold: true };
  if (found.isReadOnly) return { kind: 'none', reason: readOnly(form, found), mayHold: false };
  if (found.maxLength !== undefined && found.maxLength < SHORT)
    return { kind: 'none', reason: narrow(form, found), mayHold: false };
  return { kind: 'column', column: found, isFallback: false };
}

/** Digits of a short number (API description 2.0 / 7.2024, section 2.2.1). */
const SHORT = 9;
/** Digits from which on a text in a column for anything is taken for a whole number. Numbers of orders have up to twelve. */
export const SHORTEST_WHOLE = 18;

function fallbackOf({ form, columns, seen }: FormSight, { fallback }: PriorityConfig): Place | undefined {
  if (fallback === undefined) return undefined;
  if ('attachment' in fallback) return { kind: 'attachment' };
  const choice = of(fallback.column, form);
  const found = choice === undefined ? undefined : one(chosen(columns, choice));
  const isFit =
    found !== undefined &&
    !found.isReadOnly &&
    seen?.has(found.name) !== false &&
    (found.maxLength ?? Infinity) >= SHORT;
  return isFit ? { kind: 'column', column: found, isFallback: true } : undefined;
}

/** A fallback that cannot be used is told beside the reason for which it would be needed. */
function withoutFallback(first: Place & { kind: 'none' }, { fallback }: PriorityConfig): Place {
  if (fallback === undefined) return first;
  const { he, en } = first.reason;
  return {
    ...first,
    reason: {
      he: `${he} גם העמודה שנבחרה ב־fallback אינה קיימת, מוסתרת, צרה מדי או לקריאה בלבד.`,
      en: `${en} The column that \`fallback\` names is absent, hidden, too narrow or read-only as well.`,
    },
  };
}

/** One for all forms, or this form's. */
export function of(choice: ByForm<ColumnChoice> | undefined, form: FormName): ColumnChoice | undefined {
  if (choice === undefined || typeof choice === 'string' || 'title' in choice) return choice;
  return choice[form];
}

export function chosenOr(
  columns: Columns,
  choice: ColumnChoice | undefined,
  title: RegExp | undefined,
): readonly Column[] {
  if (choice !== undefined) return chosen(columns, choice);
  return title === undefined ? [] : withTitle(columns, title);
}

function chosen(columns: Columns, choice: ColumnChoice): readonly Column[] {
  if (typeof choice === 'string') return [columns.get(choice)].flatMap((column) => column ?? []);
  const key = headerKey(choice.title);
  return [...columns.values()].filter(({ title }) => title !== undefined && headerKey(title) === key);
}

function withTitle(columns: Columns, pattern: RegExp): readonly Column[] {
  return [...columns.values()].filter(({ title }) => title !== undefined && pattern.test(title));
}

function one(found: readonly Column[]): Column | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function noNotices(form: FormName, choice: ColumnChoice): LocalizedMessage {
  const name = typeof choice === 'string' ? choice : choice.title;
  return {
    he: `${form}: העמודה «${name}» שנבחרה ב־columns.notices אינה קיימת, מוסתרת או לקריאה בלבד, ולכן הערות להדפסה לא יירשמו.`,
    en: `${form}: the column «${name}» that \`columns.notices\` names is absent, hidden or read-only, so notices to print will not be written.`,
  };
}

function reasonWithout(
  form: FormName,
  choice: ColumnChoice | undefined,
  several: readonly string[],
  isBlind: boolean,
): LocalizedMessage {
  if (several.length > 1) return ambiguous(form, several);
  return isBlind && typeof choice !== 'string' ? untitled(form) : absent(form, choice);
}

function untitled(form: FormName): LocalizedMessage {
  return {
    he: `פריוריטי אינה מספקת כותרות עמודות (לפני גרסה 25), ולכן לא ידוע באיזו עמודה של המסך ${form} רשומים מספרי הקצאה. מספרים שכבר רשומים בה אינם נראים, והיו מתבקשים פעם נוספת. כתבו את שמה ב־columns.allocationNumber, או הגדירו fallback.`,
    en: `Priority serves no titles of columns (before version 25), so it is not known which column of the form ${form} holds allocation numbers. Numbers that stand there are not seen, and would be asked for a second time. Name it under \`columns.allocationNumber\`, or set \`fallback\`.`,
  };
}

function absent(form: FormName, choice: ColumnChoice | undefined): LocalizedMessage {
  const name = choice === undefined ? '' : ` «${typeof choice === 'string' ? choice : choice.title}»`;
  return {
    he: `במסך ${form} אין עמודה למספר הקצאה${name} שמשתמש ה־API רואה. הוסיפו עמודה פרטית (ובנו מחדש את המטא-דאטה של המסך), כתבו את שמה ב־columns.allocationNumber, או הגדירו fallback.`,
    en: `The form ${form} has no column for allocation numbers${name} that the API user sees. Add a private column (and rebuild the form's metadata), name it under \`columns.allocationNumber\`, or set \`fallback\`.`,
  };
}

function ambiguous(form: FormName, names: readonly string[]): LocalizedMessage {
  return {
    he: `במסך ${form} יש כמה עמודות שכותרתן מספר הקצאה: ${names.join(', ')}. כתבו ב־columns.allocationNumber איזו מהן.`,
    en: `The form ${form} has several columns titled as allocation number: ${names.join(', ')}. Say under \`columns.allocationNumber\` which.`,
  };
}

function hidden(form: FormName, { name }: Column): LocalizedMessage {
  return {
    he: `העמודה ${name} של מספר ההקצאה קיימת במסך ${form} אך מוסתרת ממשתמש ה־API. מספרים שכבר רשומים בה אינם נראים, והיו מתבקשים פעם נוספת. תנו לו הרשאה לעמודה, או הגדירו fallback.`,
    en: `The column ${name} for allocation numbers is in the form ${form} and hidden from the API user. Numbers that stand there are not seen, and would be asked for a second time. Permit it to see the column, or set \`fallback\`.`,
  };
}

function readOnly(form: FormName, { name }: Column): LocalizedMessage {
  return {
    he: `העמודה ${name} של מספר ההקצאה במסך ${form} היא לקריאה בלבד. פתחו אותה לעדכון, או הגדירו fallback (עמודה אחרת או נספח).`,
    en: `The column ${name} for allocation numbers in the form ${form} is read-only. Open it, or set \`fallback\` (another column, or an attachment).`,
  };
}

function narrow(form: FormName, { name, maxLength }: Column): LocalizedMessage {
  return {
    he: `בעמודה ${name} במסך ${form} יש מקום ל־${maxLength ?? 0} תווים בלבד; נדרשים לפחות ${SHORT}. הרחיבו אותה, או הגדירו fallback.`,
    en: `The column ${name} in the form ${form} has room for ${maxLength ?? 0} characters only; at least ${SHORT} are needed. Widen it, or set \`fallback\`.`,
  };
}

/** Where a number goes, as a person finds it. */
export function placeName({ place, allocation }: FormPlan): string {
  if (place.kind === 'attachment') return 'EXTFILES';
  const column = place.kind === 'column' ? place.column : allocation;
  if (column === undefined) return '';
  return column.title === undefined ? column.name : `${column.name} «${column.title}»`;
}
