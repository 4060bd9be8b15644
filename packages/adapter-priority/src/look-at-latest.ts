import type { LocalizedMessage } from '@ishur/contract';
import type { FormPlan } from './form-plan.ts';
import type { Plan } from './look-at-forms.ts';
import { queryOf } from './odata.ts';
import { openCustomers } from './read-customers.ts';
import { existingIn } from './read-invoice.ts';
import { getRows } from './service.ts';
import type { Row, Service } from './service.ts';
import { agorotIn, textIn } from './values.ts';

/** The latest final documents of a form that are looked at. */
const SAMPLE = 50;

/**
 * What the latest documents of each form show of this installation: numbers that somebody else brings, texts where numbers
 * are to go, customers without VAT numbers, amounts that do not add up. One call for each form, and one for their customers.
 */
export async function lookAtLatest(
  service: Service,
  plan: Plan,
  signal: AbortSignal,
): Promise<readonly LocalizedMessage[]> {
  const customers = openCustomers(service, plan.customerColumn);
  const notes: LocalizedMessage[] = [];
  for (const form of plan.forms) {
    const rows = await latestOf(service, form, signal);
    if (form.vatNumber === undefined) {
      const names = rows.flatMap((row) => textIn(row, 'CUSTNAME') ?? []);
      await customers.look(names, signal);
    }
    const vatNumberOf = (row: Row): string | undefined =>
      form.vatNumber === undefined ? customers.vatNumberOf(textIn(row, 'CUSTNAME')) : textIn(row, form.vatNumber);
    const dealers = rows.filter((row) => (vatNumberOf(row) ?? '') !== '').length;
    const filled = rows.filter((row) => existingIn(row, form).kind === 'number').length;
    const taken = rows.filter((row) => isTaken(row, form)).length;
    const odd = rows.filter((row) => !addsUp(row, form)).length;
    if (filled > 0) notes.push(filledNote(form, filled, rows.length));
    if (taken > 0) notes.push(takenNote(form, taken, rows.length));
    if (rows.length > 0) notes.push(dealersNote(form, dealers, rows.length));
    if (odd > 0) notes.push(oddNote(form, odd, rows.length));
  }
  return notes;
}

async function latestOf(service: Service, form: FormPlan, signal: AbortSignal): Promise<readonly Row[]> {
  const query = queryOf({
    select: form.select.join(','),
    filter: `FINAL eq 'Y'`,
    orderby: `${form.order} desc`,
    top: SAMPLE,
  });
  const rows = await getRows(service, form.form, `${form.form}?${query}`, signal);
  return rows.filter((row) => textIn(row, 'FINAL') === 'Y').slice(0, SAMPLE);
}

/** A column that was chosen as a fallback, and holds what is no number. */
function isTaken(row: Row, form: FormPlan): boolean {
  if (form.place.kind !== 'column' || !form.place.isFallback) return false;
  return textIn(row, form.place.column.name) !== undefined && existingIn(row, form).kind !== 'number';
}

function addsUp(row: Row, { net, vat }: FormPlan): boolean {
  const [before, tax, gross] = [agorotIn(row, net), agorotIn(row, vat) ?? 0, agorotIn(row, 'TOTPRICE')];
  return before === undefined || gross === undefined || before + tax === gross;
}

function filledNote({ form, allocation, place }: FormPlan, filled: number, count: number): LocalizedMessage {
  const column = place.kind === 'column' && place.isFallback ? place.column.name : (allocation?.name ?? '');
  return {
    he: `${form}: ל־${filled} מתוך ${count} המסמכים הסופיים האחרונים כבר יש מספר הקצאה בעמודה ${column}. אם לא Ishur רשמה אותם, הקישור של פריוריטי עצמה לרשות המסים פעיל: השאירו רק אחד מהשניים. מספר קיים אינו מתבקש שוב ואינו נדרס.`,
    en: `${form}: ${filled} of the latest ${count} final documents hold an allocation number already, in the column ${column}. If Ishur did not bring them, Priority's own link to the Tax Authority is on: leave only one of the two. A number that is there is neither asked for again nor overwritten.`,
  };
}

function takenNote({ form, place }: FormPlan, taken: number, count: number): LocalizedMessage {
  const column = place.kind === 'column' ? place.column.name : '';
  return {
    he: `${form}: ב־${taken} מתוך ${count} המסמכים הסופיים האחרונים כתוב טקסט אחר בעמודה ${column} שנבחרה ב־fallback. טקסט קיים אינו נדרס, ולכן מספרים של מסמכים כאלה לא יירשמו. בחרו עמודה ריקה.`,
    en: `${form}: ${taken} of the latest ${count} final documents hold another text in the column ${column}, which \`fallback\` names. A text is not written over, so the numbers of such documents will not be written. Choose a column that is empty.`,
  };
}

function dealersNote({ form }: FormPlan, dealers: number, count: number): LocalizedMessage {
  const he = `${form}: ל־${dealers} מתוך ${count} המסמכים הסופיים האחרונים יש מספר עוסק של הלקוח.`;
  const en = `${form}: ${dealers} of the latest ${count} final documents have a customer with a VAT number.`;
  if (dealers > 0) return { he, en };
  return {
    he: `${he} בלי מספר עוסק לא יתבקש מספר הקצאה: בדקו את columns.customerVatNumber.`,
    en: `${en} Without one no number is asked for: check \`columns.customerVatNumber\`.`,
  };
}

function oddNote({ form, net, vat }: FormPlan, odd: number, count: number): LocalizedMessage {
  return {
    he: `${form}: ב־${odd} מתוך ${count} המסמכים הסופיים האחרונים ${net ?? ''} + ${vat} אינו TOTPRICE. מסמכים כאלה ייפסלו; בדקו את העמודות.`,
    en: `${form}: in ${odd} of the latest ${count} final documents ${net ?? ''} + ${vat} is not TOTPRICE. Such documents are invalid; look at these columns.`,
  };
}
