import type { LocalizedMessage } from '@ishur/contract';
import type { SourceReport } from '@ishur/contract/v1';
import type { PriorityConfig } from './config.ts';
import { placeName } from './form-plan.ts';
import type { FormPlan } from './form-plan.ts';
import { FORMS } from './forms.ts';
import type { Plan } from './look-at-forms.ts';
import type { Service, Spent } from './service.ts';
import { lookAtLatest } from './look-at-latest.ts';

/**
 * What a person should know before the first number is asked for.
 *
 * @param before what the session had spent before this look began.
 */
export async function reportOn(
  service: Service,
  plan: Plan,
  config: PriorityConfig,
  before: Readonly<Spent>,
  signal: AbortSignal,
): Promise<SourceReport> {
  const notes: LocalizedMessage[] = [];
  const reasons: LocalizedMessage[] = [];
  for (const form of plan.forms) {
    notes.push(formNote(form, config));
    if (form.place.kind === 'none') reasons.push(form.place.reason);
    if (form.instead !== undefined) notes.push(form.instead);
    if (form.noticesMissing !== undefined) notes.push(form.noticesMissing);
    if (!form.select.includes('STORNOFLAG')) notes.push(noStorno(form));
  }
  notes.push(...(await lookAtLatest(service, plan, signal)));
  notes.push(vatNote(plan));
  if (plan.isBlind) notes.push(BLIND);
  notes.push(costNote(service, before));
  return { writeBack: writeBackOf(plan, reasons), notes };
}

function writeBackOf({ forms }: Plan, reasons: readonly LocalizedMessage[]): SourceReport['writeBack'] {
  if (reasons.length > 0) {
    const join = (lang: 'he' | 'en'): string => reasons.map((reason) => reason[lang]).join(' ');
    return { possible: false, reason: { he: join('he'), en: join('en') } };
  }
  if (forms.length === 0) return { possible: false, reason: EMPTY };
  return { possible: true, where: forms.map((form) => `${form.form}: ${placeName(form)}`).join(', ') };
}

function formNote(form: FormPlan, config: PriorityConfig): LocalizedMessage {
  const type = config.documentTypes?.[form.form] ?? FORMS[form.form].documentType;
  const place = form.place.kind === 'none' ? '—' : placeName(form);
  const order = form.hasIv ? '' : ' (IVNUM)';
  return {
    he: `${form.form}${order}: סוג מסמך ${type}, זיכוי (DEBIT=C) 330; סכום לפני מע"מ ← ${form.net ?? `TOTPRICE − ${form.vat}`}; מספר הקצאה → ${place}.`,
    en: `${form.form}${order}: document type ${type}, credit (DEBIT=C) 330; net amount ← ${form.net ?? `TOTPRICE − ${form.vat}`}; allocation number → ${place}.`,
  };
}

function vatNote({ forms, customerColumn }: Plan): LocalizedMessage {
  const found = forms.flatMap(({ form, vatNumber }) => (vatNumber === undefined ? [] : [`${form}.${vatNumber}`]));
  const all = [...found, ...(customerColumn === undefined ? [] : [`CUSTOMERS.${customerColumn}`])].join(', ');
  return { he: `מספר העוסק של הלקוח ← ${all}.`, en: `The customer's VAT number ← ${all}.` };
}

function noStorno({ form }: FormPlan): LocalizedMessage {
  return {
    he: `${form}: העמודה STORNOFLAG אינה נראית, ולכן מסמכים מבוטלים אינם מזוהים. תנו הרשאה לעמודה.`,
    en: `${form}: the column STORNOFLAG is not seen, so cancelled documents are not recognised. Permit the column.`,
  };
}

const EMPTY: LocalizedMessage = {
  he: 'המסכים ריקים ופריוריטי אינה מספקת GetMetadataFor, ולכן עדיין לא ידוע לאן יירשם מספר הקצאה. בדקו שוב אחרי החשבונית הראשונה.',
  en: 'The forms are empty and Priority does not serve GetMetadataFor, so it is not known yet where a number goes. Check again after the first invoice.',
};

const BLIND: LocalizedMessage = {
  he: 'פריוריטי אינה מספקת GetMetadataFor (לפני גרסה 25), ולכן כותרות עמודות והרשאת עדכון אינן ידועות. כתבו את שמות העמודות תחת columns ובדקו על מסמך אחד.',
  en: 'Priority does not serve GetMetadataFor (before version 25), so titles and what is read-only are not known. Name the columns under `columns`, and try one document first.',
};

/** Without those that a busy server made necessary, so that two looks at one company say the same. */
function costNote({ limits, spent }: Service, before: Readonly<Spent>): LocalizedMessage {
  const calls = spent.calls - spent.repeated - (before.calls - before.repeated);
  return {
    he: `הבדיקה: ${calls} קריאות, ללא כתיבות לחיוב. כל מספר שנרשם הוא כתיבה אחת לחיוב ב־API של פריוריטי. הרשאת עדכון מתגלה רק ברישום הראשון. עד ${limits.callsPerMinute} קריאות בדקה ו־${limits.atOnce} במקביל, לכל מי שמשתמש באותו משתמש.`,
    en: `This look: ${calls} calls, no billed writes. Each number that is written is one billed transaction of Priority's API. Whether this user may update shows only with the first writing. Up to ${limits.callsPerMinute} calls a minute and ${limits.atOnce} at once, for everything on this user.`,
  };
}
