import { NO_PERMISSION, READ_ONLY, SCREEN_REFUSED, json, refusal, screenError } from './answer.ts';
import type { Said } from './answer.ts';
import { spelled } from './answer-query.ts';
import { columnsOf } from './columns.ts';
import type { FakeForm } from './columns.ts';
import type { FakeQuirks } from './quirks.ts';
import type { FakeAttachment, FakeInvoice } from './store.ts';

/** What a test counts. */
export interface Written {
  /** Every written record is a billed transaction. */
  billedWrites: number;
  /** A text of somebody else that a PATCH wrote over. */
  overwritten: number;
}

export function answerPatch(
  form: FakeForm,
  invoice: FakeInvoice,
  body: Readonly<Record<string, unknown>>,
  quirks: FakeQuirks,
  written: Written,
): Said {
  if (quirks.patch === 'no-permission') return refusal(400, NO_PERMISSION);
  if (quirks.patch === 'refused-by-screen') return screenError(form, SCREEN_REFUSED);
  const columns = columnsOf(form, quirks);
  for (const [name, value] of Object.entries(body)) {
    const column = columns.find((each) => each.name === name);
    if (column === undefined || column.isHidden === true) return refusal(400, `The property '${name}' does not exist`);
    if (column.isReadOnly === true) return screenError(form, READ_ONLY);
    if (typeof value !== 'string') return refusal(400, 'Bad value');
    if (value.length > (column.maxLength ?? Infinity)) return screenError(form, 'ערך ארוך מדי');
  }
  if (quirks.patch !== 'lost' && !(quirks.allocationColumn === 'silently-read-only')) {
    for (const [name, value] of Object.entries(body)) {
      const before = invoice.row[name] ?? '';
      if (before !== '' && before !== value && value !== '') written.overwritten += 1;
      invoice.row[name] = String(value);
    }
    written.billedWrites += 1;
  }
  return json(spelled(invoice.row, columns, quirks));
}

export function answerAttachment(
  invoice: FakeInvoice,
  body: Readonly<Record<string, unknown>>,
  quirks: FakeQuirks,
  written: Written,
): Said {
  if (quirks.patch === 'no-permission') return refusal(400, NO_PERMISSION);
  const { EXTFILEDES, EXTFILENAME, SUFFIX } = body;
  if (typeof EXTFILEDES !== 'string' || typeof EXTFILENAME !== 'string' || typeof SUFFIX !== 'string') {
    return refusal(400, 'Bad attachment');
  }
  if (!EXTFILENAME.startsWith('data:')) return refusal(400, 'Bad attachment');
  const attachment: FakeAttachment = { EXTFILEDES, EXTFILENAME, SUFFIX };
  if (quirks.patch !== 'lost') {
    invoice.attachments.push(attachment);
    written.billedWrites += 1;
  }
  return json(attachment, 201);
}
