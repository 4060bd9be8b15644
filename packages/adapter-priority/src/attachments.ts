import { pathOf } from './odata.ts';
import type { RowName } from './forms.ts';
import { getRows, send } from './service.ts';
import type { Service } from './service.ts';
import type { Exchange } from './exchange.ts';
import { textIn } from './values.ts';

/** How an attachment that holds a number is called; people read it in the form. */
const DESCRIPTION = /^מספר הקצאה (\d{1,30})$/;

/** The number that stands beside a document as an attachment. The contents of files are not fetched: they come as data URIs. */
export async function attachedNumber(
  service: Service,
  name: RowName,
  signal: AbortSignal,
): Promise<string | undefined> {
  const path = `${pathOf(name)}/EXTFILES_SUBFORM?$select=EXTFILEDES`;
  for (const row of await getRows(service, name.form, path, signal)) {
    const number = DESCRIPTION.exec(textIn(row, 'EXTFILEDES') ?? '')?.[1];
    if (number !== undefined) return number;
  }
  return undefined;
}

/** One attachment is one record, and so one billed transaction. */
export async function attachNumber(
  service: Service,
  name: RowName,
  number: string,
  signal: AbortSignal,
): Promise<Exchange> {
  const text = `מספר הקצאה: ${number}\r\nמספר מקוצר: ${number.slice(-9)}\r\n`;
  const body = JSON.stringify({
    EXTFILEDES: `מספר הקצאה ${number}`,
    EXTFILENAME: `data:text/plain;base64,${Buffer.from(`\ufeff${text}`, 'utf8').toString('base64')}`,
    SUFFIX: '.txt',
  });
  return await send(service, { method: 'POST', path: `${pathOf(name)}/EXTFILES_SUBFORM`, body, signal });
}
