import { cut, placeOf } from '@ishur/adapter-kit';
import type { LocalizedMessage } from '@ishur/contract';
import type { HashavshevetConfig } from './config.ts';
import {
  createTypeReader,
  DEFAULT_CODE,
  DEFAULT_TYPE,
  isDefaultAssumed,
  JOURNAL_TYPE,
  TYPE_ASSUMED,
} from './document-types.ts';
import type { TypeOfCode } from './document-types.ts';
import { ALLOCATION_LINE } from './layouts.ts';
import type { OpenSource } from './open-source.ts';
import { scanRecords } from './scan-records.ts';

/** More codes than a company has, of which a damaged file may have any number. */
const MOST_CODES = 30;
const LONGEST_FIXED_REFERENCE = 5;

/** A file that a pattern found, and of which nobody knows what it holds. */
export function notOfHashavshevet(name: string): LocalizedMessage {
  return {
    he: `${name}: לא נקרא, כי שמו אינו IMOVEIN או MOVEIN ואין לצדו PRM. אם הוא קובץ של חשבשבת, ציינו אותו בשמו ורשמו format.`,
    en: `${name}: not read, since it is called neither IMOVEIN nor MOVEIN and has no PRM beside it. Where it is of Hashavshevet, name it by itself and write \`format\`.`,
  };
}

interface Counted {
  records: number;
  broken: number;
  longestReference: number;
  readonly codes: Map<string, number>;
}

/** What `check` tells of a pair: how it is cut and spelled, what its codes are taken for, and what is a setting. */
export async function describeSource(
  source: OpenSource,
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<LocalizedMessage[]> {
  const { format } = source.source;
  const isJournal = format !== 'documents';
  const counted = await count(source, isJournal ? 2 : 4, signal);
  return [
    structure(source, counted),
    ...order(source),
    ...types(source, counted, config, isJournal),
    ...(isJournal ? journalNotes(source, counted, config) : documentNotes(source, config)),
    ...accountNotes(source),
    ...allocationNotes(source),
  ];
}

async function count(source: OpenSource, typeLine: number, signal: AbortSignal): Promise<Counted> {
  const counted: Counted = { records: 0, broken: 0, longestReference: 0, codes: new Map() };
  for await (const piece of scanRecords(source, signal)) {
    signal.throwIfAborted();
    for (const record of piece) {
      counted.records += 1;
      if (record.fault !== undefined) {
        counted.broken += 1;
        continue;
      }
      counted.longestReference = Math.max(counted.longestReference, record.text(3).length);
      const code = record.text(typeLine).replace(/^0+(?=\d+$)/, '');
      const known = counted.codes.get(code);
      if (known !== undefined || counted.codes.size < MOST_CODES) counted.codes.set(code, (known ?? 0) + 1);
    }
  }
  return counted;
}

function structure({ data, source, parameters, spelling }: OpenSource, counted: Counted): LocalizedMessage {
  const from = source.parameters?.name;
  const visual = spelling.order === 'visual';
  const broken = {
    he: counted.broken === 0 ? '' : `, מהן ${counted.broken} פגומות שיפורטו בקריאה`,
    en: counted.broken === 0 ? '' : `, of which ${counted.broken} are damaged and listed by reading`,
  };
  return {
    he: `${data.name}: ${counted.records} רשומות${broken.he}, לפי ${from ?? 'המבנה הקבוע של 180 תווים'} (אורך רשומה ${parameters.recordLength}), קידוד ${spelling.encoding}, עברית בסדר ${visual ? 'חזותי (הפוך)' : 'לוגי'}.`,
    en: `${data.name}: ${counted.records} records${broken.en}, by ${from ?? 'the fixed layout of 180 characters'} (record length ${parameters.recordLength}), encoding ${spelling.encoding}, Hebrew in ${spelling.order} order.`,
  };
}

function order({ data, spelling }: OpenSource): LocalizedMessage[] {
  if (spelling.isOrderKnown) return [];
  return [
    {
      he: `${data.name}: הטקסט קצר מכדי לדעת אם העברית בסדר לוגי או הפוך, והיא נקראת כלוגית. אם שמות הלקוחות מופיעים הפוכים, רשמו hebrew: visual בהגדרות.`,
      en: `${data.name}: the text is too short to tell whether the Hebrew is logical or visual, and it is read as logical. Where customers' names come out reversed, set \`hebrew: visual\`.`,
    },
  ];
}

function types(
  source: OpenSource,
  { codes }: Counted,
  config: HashavshevetConfig,
  isJournal: boolean,
): LocalizedMessage[] {
  const typeOf = createTypeReader(config, isJournal);
  const hasType = isJournal || source.parameters.places.has(4);
  const meanings = [...codes].map(([code, records]) => ({
    code: hasType ? code : DEFAULT_CODE,
    records,
    type: typeOf(hasType ? code : DEFAULT_CODE),
  }));
  const list = (spell: (type: TypeOfCode) => string): string =>
    meanings.map(({ code, records, type }) => `${cut(code) || '-'} → ${spell(type)} (${records})`).join(', ');
  const notes: LocalizedMessage[] = [];
  if (meanings.length > 0) {
    notes.push({
      he: `${source.data.name}: קודי ${isJournal ? 'התנועות' : 'המסמכים'} נקראים כך: ${list((type) => (type === 'left-out' ? 'מושמט' : String(type ?? 'לא ידוע')))}.`,
      en: `${source.data.name}: the codes of ${isJournal ? 'transactions' : 'documents'} are read as: ${list((type) => (type === 'left-out' ? 'left out' : String(type ?? 'unknown')))}.`,
    });
  }
  if (
    !isJournal &&
    isDefaultAssumed(config) &&
    meanings.some(({ code, type }) => code === DEFAULT_CODE && type === DEFAULT_TYPE)
  ) {
    notes.push({
      he: `${source.data.name}: ${TYPE_ASSUMED.message.he}`,
      en: `${source.data.name}: ${TYPE_ASSUMED.message.en}`,
    });
  }
  return notes;
}

function documentNotes({ data, parameters }: OpenSource, config: HashavshevetConfig): LocalizedMessage[] {
  const notes: LocalizedMessage[] = [];
  if (config.pricesIncludeVat === undefined) {
    notes.push({
      he: `${data.name}: המחירים נקראים כמחירים ללא מע"מ. אם הם כוללים מע"מ, רשמו pricesIncludeVat: true בהגדרות.`,
      en: `${data.name}: prices are read as prices without VAT. Where they include it, set \`pricesIncludeVat: true\`.`,
    });
  }
  if (!parameters.places.has(18) && config.vatRate === undefined) {
    notes.push({
      he: `${placeOf(parameters.name, 18)}: שיעור המע"מ אינו בקובץ. רשמו vatRate בהגדרות; בלעדיו המסמכים אינם נקראים.`,
      en: `${placeOf(parameters.name, 18)}: the rate of VAT is not in the file. Set \`vatRate\`; without it no document is read.`,
    });
  }
  return notes;
}

function journalNotes({ data, source }: OpenSource, counted: Counted, config: HashavshevetConfig): LocalizedMessage[] {
  const notes: LocalizedMessage[] = [];
  if (config.documentTypes === undefined && config.documentType === undefined) {
    notes.push({
      he: `${data.name}: כל תנועה נקראת כפקודת יומן (${JOURNAL_TYPE}). רשמו ב-documentTypes אילו קודי תנועה הם חשבוניות, וב-leaveOut את אלה שאינם מכירות (קבלות, תשלומים, קניות).`,
      en: `${data.name}: every transaction is read as a journal entry (${JOURNAL_TYPE}). Write in \`documentTypes\` which codes are invoices, and in \`leaveOut\` those that are no sales (receipts, payments, purchases).`,
    });
  }
  if (config.vatAccounts === undefined) {
    notes.push({
      he: `${data.name}: המע"מ נקרא מן החשבון השני שבאותו צד (זכות 2 במכירה). אם אין זה תמיד חשבון המע"מ, רשמו את חשבונות המע"מ ב-vatAccounts.`,
      en: `${data.name}: the VAT is taken from the second account of its side (credit 2 of a sale). Where that is not always the account of VAT, write the accounts of VAT in \`vatAccounts\`.`,
    });
  }
  if (source.format === 'journal-fixed' && counted.longestReference >= LONGEST_FIXED_REFERENCE) {
    notes.push({
      he: `${data.name}: במבנה הקבוע יש לאסמכתא חמש ספרות, ולמספר ארוך יותר נשארות חמש האחרונות. אם מספרי החשבוניות ארוכים מחמש ספרות, השתמשו ב-MOVEIN עם PRM.`,
      en: `${data.name}: the fixed layout has five digits for the reference, and of a longer number keeps the last five. Where invoices have longer numbers, use MOVEIN with a PRM.`,
    });
  }
  return notes;
}

function accountNotes({ data, source, accounts, accountFile, parameters }: OpenSource): LocalizedMessage[] {
  const dealerLine = parameters.layout === 'IMOVEIN' ? 60 : 29;
  const hasDealer = parameters.places.has(dealerLine);
  if (accountFile !== undefined) {
    return [
      {
        he: `${accountFile.data.name}: ${accounts.cards.size} כרטיסי חשבון; מהם נקראים מספר העוסק והשם כשאינם במסמך. פרטי אמצעי תשלום אינם נקראים.`,
        en: `${accountFile.data.name}: ${accounts.cards.size} accounts' cards, from which VAT number and name are taken where the document has none. Details of means of payment are not read.`,
      },
    ];
  }
  const lonely = source.accountsWithoutParameters;
  if (lonely !== undefined) {
    return [
      {
        he: `${lonely.name}: אין לצדו HESHIN.PRM, ולכן כרטיסי החשבון אינם נקראים. העתיקו גם אותו.`,
        en: `${lonely.name}: there is no HESHIN.PRM beside it, so the accounts' cards are not read. Copy it too.`,
      },
    ];
  }
  if (hasDealer) return [];
  return [
    {
      he: `${data.name}: אין בקובץ מספרי עוסק ואין לצדו HESHIN, ולכן כל לקוח נחשב ללא מספר עוסק ולא יתבקש מספר הקצאה. הפיקו גם את HESHIN.DAT ו-HESHIN.PRM.`,
      en: `${data.name}: it holds no VAT numbers and there is no HESHIN beside it, so every customer counts as no dealer and no number is asked for. Produce HESHIN.DAT and HESHIN.PRM too.`,
    },
  ];
}

function allocationNotes({ data, source, parameters }: OpenSource): LocalizedMessage[] {
  if (source.format === 'journal-fixed') {
    return [
      {
        he: `${data.name}: במבנה הקבוע אין שדה למספר הקצאה, ולכן המספרים נכתבים רק בקובץ התוצאה.`,
        en: `${data.name}: the fixed layout has no field for an allocation number, so numbers go into the result file alone.`,
      },
    ];
  }
  const line = parameters.layout === 'HESHIN' ? undefined : ALLOCATION_LINE[parameters.layout];
  if (line === undefined || parameters.places.has(line)) return [];
  return [
    {
      he: `${placeOf(parameters.name, line)}: אין בקובץ שדה למספר הקצאה. הוא נוסף בסוף הרשומה בקובצי הקליטה שנכתבים לתיקייה ishur-import.`,
      en: `${placeOf(parameters.name, line)}: the file has no field for the allocation number. It is added at the end of the record in the import pair.`,
    },
  ];
}
