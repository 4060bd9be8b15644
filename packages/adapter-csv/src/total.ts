import { headerKey } from '@ishur/adapter-kit';

const TOTAL = /^(?:סהכ|סךהכל|סךהכול|סיכום|total|grandtotal|subtotal)/u;

/** Whether a cell begins with the words of a total: «סה"כ», «סך הכל», «סיכום», `total`. */
export function isTotal(cell: string): boolean {
  return TOTAL.test(headerKey(cell));
}
