/** A decimal string with thousands separators, its digits untouched: `1234.50` is `1,234.50`. Anything else stays as it is. */
export function spellDecimal(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text.trim());
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(?:\d{3})+$)/g, ',')}${fraction}`;
}

/** As {@link spellDecimal}, with exactly two digits after the point where no more are needed. */
export function spellAmountText(text: string): string {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return text;
  const fraction = (match[2] ?? '').replace(/0+$/, '').padEnd(2, '0');
  return spellDecimal(`${match[1] ?? ''}.${fraction}`);
}

/** As {@link spellDecimal}, without zeros at the end: `10.0000` is `10`. */
export function spellQuantity(text: string): string {
  return spellDecimal(/^-?\d+\.\d+$/.test(text.trim()) ? text.trim().replace(/\.?0+$/, '') : text);
}
