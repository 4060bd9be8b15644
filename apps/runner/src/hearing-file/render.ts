import { WAYS_OUT, businessDayOf } from '@ishur/core';
import { spellDay, spellDays, spellMoment } from '../output/day.ts';
import { BRING } from '../output/hearing-words.ts';
import { inWords } from '../output/journal-words.ts';
import { sourceInWords } from '../output/source-words.ts';
import { forPeople } from '../output/table.ts';
import { STANDINGS, typeName } from '../output/words.ts';
import type { FiledDocument, HearingFile, Role } from './gather.ts';
import { escaped, isolated, page, paragraph, section, table } from './html.ts';

/** The file as a page that a lawyer opens and prints. In Hebrew: that is the language of the hearing. */
export function renderHearingFile(file: HearingFile, now: Date): string {
  const { summary } = file;
  return page(
    `תיק שימוע: ${typeName(summary.documentType, 'he')} ${summary.reference}`,
    paragraph(
      `הופק ביום ${isolated(spellDay(businessDayOf(now), 'he'))} מתוך הפנקס של אישור. סביבה: ${isolated(file.tier)}.`,
    ),
    section('העוסק', issuer(file)),
    section('המסמך המעוכב', identity(file)),
    section('הנימוקים של רשות המסים', reasons(file)),
    section('ארבע הדרכים, ומה אפשרי כעת', ways(file)),
    section('השעון לפי החוק', clock(file)),
    section('המסמכים', ...file.documents.map(document)),
    section(
      'מה להביא',
      paragraph('אף מקור רשמי אינו מונה מסמכים שחובה להביא. הצעה שלנו, לפי מה שמראה שהעסקה אמיתית:'),
      `<ul>\n${BRING.map(({ he }) => `<li>${escaped(he)}</li>`).join('\n')}\n</ul>`,
      paragraph('לפי תיאור השירות (טבלה 4.1) רשות המסים מזהה את החשבונית לפי הפרטים האלה:'),
      table(
        ['פרט', 'ערך'],
        [
          ['מזהה החשבונית (invoice_id)', isolated(file.state.invoiceId ?? '')],
          ['מספר העוסק של המפיק', isolated(file.vatNumber)],
          [
            'סוג המסמך ומספר האסמכתא',
            `${escaped(typeName(summary.documentType, 'he'))} ${isolated(summary.reference)}`,
          ],
          ['תאריך המסמך', isolated(spellDay(summary.date, 'he'))],
        ],
      ),
    ),
    section(
      'היומן',
      paragraph(
        'כל מה שקרה, לפי הסדר, בלי פרטי הלקוח. לכל רשומה חותם (SHA-256) שמקשר אותה לקודמת, כפי שהוא שמור בפנקס. הבדיקה: ishur audit verify.',
      ),
      journal(file),
    ),
  );
}

/** As far as the configuration says who it is. */
function issuer({ issuer: { name, address = [], phone, email, website }, vatNumber }: HearingFile): string {
  const details: readonly (readonly [string, string | undefined])[] = [
    ['שם העסק', name],
    ['מספר עוסק', vatNumber],
    ...address.map((line, index) => [index === 0 ? 'כתובת' : '', line] as const),
    ['טלפון', phone],
    ['דואר אלקטרוני', email],
    ['אתר', website],
  ];
  return table(
    ['פרט', 'ערך'],
    details.flatMap(([what, value]) => (value === undefined ? [] : [[escaped(what), isolated(value)]])),
  );
}

function identity({ summary, state }: HearingFile): string {
  const { standing, customer, net, vat, gross } = summary;
  return table(
    ['פרט', 'ערך'],
    [
      ['מצב', escaped(STANDINGS[standing].he)],
      ['לקוח', `${isolated(customer ?? '')} ${isolated(state.fields.customer.vatNumber ?? '')}`],
      ['סכום לפני מע"מ', isolated(forPeople(net))],
      ['מע"מ', isolated(forPeople(vat))],
      ['סכום כולל מע"מ', isolated(forPeople(gross))],
      ['מזהה החשבונית (invoice_id)', isolated(state.invoiceId ?? '')],
      ...(state.choice === undefined
        ? []
        : [
            [
              'הבחירה האחרונה',
              `${escaped(WAYS_OUT[state.choice.choice].name.he)}, ${isolated(spellDay(state.choice.on, 'he'))}, ${isolated(state.choice.by)}`,
            ],
          ]),
    ],
  );
}

function reasons({ reasons: told }: HearingFile): string {
  if (told.length === 0) return paragraph('לא נרשמו נימוקים.');
  const rows = told.map(({ at, fault }) => [
    isolated(spellMoment(at, 'he')),
    isolated(fault.authorityCode ?? fault.code),
    escaped(spellDays(fault.message.he, 'he')),
  ]);
  return `${paragraph('הקודים הם של רשות המסים; הניסוח שלצידם הוא של אישור.')}\n${table(['מועד', 'קוד', 'במילים'], rows)}`;
}

function ways({ ways: all }: HearingFile): string {
  return table(
    ['דרך', 'אפשרית כעת', 'פירוש', 'מקור'],
    all.map(({ choice, lawful, reason, source }) => [
      escaped(WAYS_OUT[choice].name.he),
      lawful ? 'כן' : 'לא',
      escaped(reason.he),
      isolated(sourceInWords(source, 'he')),
    ]),
  );
}

/** What happened, and what is due; each with what says so. */
function clock({ state: { hearing }, deadlines }: HearingFile): string {
  const past =
    hearing === undefined
      ? []
      : [
          ['הבקשה לשימוע', hearing.registeredOn],
          ['יום השימוע', hearing.day],
          [hearing.outcome === undefined ? 'ההחלטה' : OUTCOMES[hearing.outcome], hearing.decidedOn],
          ['הגשת ההשגה', hearing.objectedOn],
          ['סיום ההשגה', hearing.objectionEndedOn],
        ].flatMap(([what, day]) =>
          day === undefined ? [] : [[escaped(what ?? ''), isolated(spellDay(day, 'he')), '', '']],
        );
  const ahead = deadlines.map(({ day, whose, message, source }) => [
    escaped(message.he),
    isolated(spellDay(day, 'he')),
    whose === 'ours' ? 'העוסק' : 'רשות המסים',
    isolated(sourceInWords(source, 'he')),
  ]);
  if (past.length + ahead.length === 0) return paragraph('לא נרשמה בקשה לשימוע, ולכן אין מועד שרץ.');
  return table(['מה', 'יום', 'על מי', 'מקור'], [...past, ...ahead]);
}

const OUTCOMES: Readonly<Record<'won' | 'lost' | 'given-up', string>> = {
  won: 'השימוע התקבל',
  lost: 'השימוע נדחה',
  'given-up': 'השימוע ננטש',
};

const ROLES: Readonly<Record<Role, string>> = {
  held: 'המסמך המעוכב',
  original: 'המסמך המקורי, שהוחלף בהיפוך חיוב',
  base: 'חשבון העסקה (332) שעליו הוא נשען',
  replacement: 'החשבונית בשיעור אפס שבמקומו',
  credit: 'חשבונית זיכוי',
};

function document({ role, fields, number, standing, id }: FiledDocument): string {
  const { customer, items = [] } = fields;
  const rows = [
    ['סוג ומספר', `${escaped(typeName(fields.documentType, 'he'))} ${isolated(fields.reference)}`],
    ['תאריך', isolated(spellDay(fields.documentDate, 'he'))],
    ['לקוח', `${isolated(customer.name ?? '')} ${isolated(customer.vatNumber ?? '')}`],
    ['לפני מע"מ + מע"מ = סך הכול', isolated(`${fields.netAmount} + ${fields.vatAmount} = ${fields.grossAmount}`)],
    ['מספר הקצאה', isolated(number ?? '')],
    ['מצב', escaped(STANDINGS[standing].he)],
    ['בפנקס', isolated(id)],
    ...(fields.note === undefined ? [] : [['הערה', isolated(fields.note)]]),
  ];
  const lines = items.map(({ description, quantity, pricePerUnit, netAmount }) => [
    isolated(description ?? ''),
    isolated(quantity ?? ''),
    isolated(pricePerUnit ?? ''),
    isolated(netAmount ?? ''),
  ]);
  const itemTable = lines.length === 0 ? '' : table(['תיאור', 'כמות', 'מחיר ליחידה', 'סך השורה לפני מע"מ'], lines);
  return `<h3>${escaped(ROLES[role])}</h3>\n${table(['פרט', 'ערך'], rows)}\n${itemTable}`;
}

function journal({ journal: entries }: HearingFile): string {
  return table(
    ['#', 'מה קרה', 'חותם'],
    entries.map((entry) => [
      String(entry.version),
      inWords(entry, 'he').map(escaped).join('<br>'),
      `<span class="hash">${escaped(entry.hash)}</span>`,
    ]),
  );
}
