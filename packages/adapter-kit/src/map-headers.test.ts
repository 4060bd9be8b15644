import { describe, expect, it } from 'vitest';
import { HEADER_FIELDS } from './header-fields.ts';
import type { HeaderField } from './header-fields.ts';
import { headerKey } from './header-key.ts';
import { HEADER_SYNONYMS } from './header-synonyms.ts';
import { mapHeaders } from './map-headers.ts';
import type { DeclaredHeaders } from './map-headers.ts';

function understood(line: string, separator = ',', declared: DeclaredHeaders = {}): Record<string, string> {
  const cells = line.split(separator);
  const { columns } = mapHeaders(cells, declared);
  return Object.fromEntries([...columns].map(([field, column]) => [field, cells[column] ?? '']));
}

describe('headerKey', () => {
  it('sees through quotation marks, spaces, controls and case', () => {
    for (const header of ['סה״כ', 'סה"כ', "סה''כ", '\u200fסה”כ ', '\ufeffסה"כ:', 'סה׳׳כ', '\u00a0סה"כ\u202c']) {
      expect(headerKey(header)).toBe('סהכ');
    }
    expect(headerKey('Invoice_Type')).toBe('invoicetype');
  });

  it('composes letters', () => {
    expect(headerKey('cafe\u0301')).toBe(headerKey('caf\u00e9'));
  });
});

describe('mapHeaders', () => {
  it("understands the authority's names", () => {
    expect(
      understood(
        'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,amount_before_discount,' +
          'discount,payment_amount,vat_amount,payment_amount_including_vat,invoice_issuance_date,branch_id,invoice_note,' +
          'vat_number,customer_country_code,accounting_software_number,confirmation_number',
      ),
    ).toEqual({
      documentType: 'invoice_type',
      reference: 'invoice_reference_number',
      documentDate: 'invoice_date',
      'customer.vatNumber': 'customer_vat_number',
      'customer.name': 'customer_name',
      amountBeforeDiscount: 'amount_before_discount',
      discount: 'discount',
      netAmount: 'payment_amount',
      vatAmount: 'vat_amount',
      grossAmount: 'payment_amount_including_vat',
      producedOn: 'invoice_issuance_date',
      branch: 'branch_id',
      note: 'invoice_note',
      issuerVatNumber: 'vat_number',
      'customer.country': 'customer_country_code',
      softwareNumber: 'accounting_software_number',
      existingNumber: 'confirmation_number',
    });
  });

  it('understands a real income archive', () => {
    expect(understood(`אסמכתא,סוג מסמך,תאריך,לקוח,מזהה לקוח,לפני מע"מ,מע"מ,אחרי מע"מ,מס' הקצאה`)).toEqual({
      reference: 'אסמכתא',
      documentType: 'סוג מסמך',
      documentDate: 'תאריך',
      'customer.name': 'לקוח',
      'customer.vatNumber': 'מזהה לקוח',
      netAmount: 'לפני מע"מ',
      vatAmount: 'מע"מ',
      grossAmount: 'אחרי מע"מ',
      existingNumber: "מס' הקצאה",
    });
  });

  it('understands the other samples', () => {
    expect(understood(`מספר חשבונית;תאריך;שם לקוח;ח"פ;סכום לפני מע"מ;מע"מ;סכום`, ';')).toEqual({
      reference: 'מספר חשבונית',
      documentDate: 'תאריך',
      'customer.name': 'שם לקוח',
      'customer.vatNumber': 'ח"פ',
      netAmount: 'סכום לפני מע"מ',
      vatAmount: 'מע"מ',
      grossAmount: 'סכום',
    });
    expect(understood('invoice_no,date,customer,vat id,subtotal,vat,total')).toEqual({
      reference: 'invoice_no',
      documentDate: 'date',
      'customer.name': 'customer',
      'customer.vatNumber': 'vat id',
      netAmount: 'subtotal',
      vatAmount: 'vat',
      grossAmount: 'total',
    });
  });

  it.each(
    HEADER_FIELDS.flatMap((field) =>
      HEADER_SYNONYMS[field].map((synonym) => [synonym, field] as [string, HeaderField]),
    ),
  )('knows %s', (synonym, field) => {
    const found = [...mapHeaders([synonym]).columns.keys()];
    // "Production date" alone is the document's date; beside a better one it is what it says.
    const expected: HeaderField[] = field === 'producedOn' && found[0] === 'documentDate' ? ['documentDate'] : [field];
    expect(found).toEqual(expected);
  });

  it('prefers the better name, and gives the other to the next field', () => {
    expect(understood('תאריך הפקה,תאריך מסמך')).toEqual({ documentDate: 'תאריך מסמך', producedOn: 'תאריך הפקה' });
    expect(understood('תאריך הפקה')).toEqual({ documentDate: 'תאריך הפקה' });
    expect(understood('סה"כ,סה"כ לתשלום')).toEqual({ grossAmount: 'סה"כ לתשלום' });
  });

  it('finds a name inside a longer header, the longest first', () => {
    expect(understood('תאריך החשבונית (ערבית),סכום לפני מע"מ בש"ח,סה"כ בש"ח,מע"מ (₪)')).toEqual({
      documentDate: 'תאריך החשבונית (ערבית)',
      netAmount: 'סכום לפני מע"מ בש"ח',
      grossAmount: 'סה"כ בש"ח',
      vatAmount: 'מע"מ (₪)',
    });
  });

  it.each([
    'תאריך פירעון',
    'תאריך פירעון המסמך',
    'due date',
    'כתובת לקוח',
    'סוג לקוח',
    '% מע"מ',
    'שיעור מע"מ',
    'אחוז הנחה',
    'VAT rate',
    'vat_rate',
    'הנחה %',
    'סכום במט"ח',
    'סה"כ ($)',
    'Total USD',
    'סכום',
    'amount',
    'סטטוס תשלום',
    'מספר הקצאה מקוצר',
    '',
    '---',
  ])('takes %j for nothing', (header) => {
    expect(understood(header)).toEqual({});
  });

  it.each(['מספר', 'מספר:', 'number', 'No.', "מס'", 'מס׳', 'מס.'])('takes a plain %j for the reference', (header) => {
    expect(understood(`סוג,${header},תאריך`)).toEqual({
      documentType: 'סוג',
      reference: header,
      documentDate: 'תאריך',
    });
    expect(understood(`${header},תאריך`)).toEqual({ reference: header, documentDate: 'תאריך' });
  });

  it.each(['אסמכתא', 'מספר חשבונית', 'invoice no', 'reference'])('prefers %j to a plain number', (better) => {
    const mapping = mapHeaders(['מספר', 'סוג מסמך', better]);
    expect(mapping.columns.get('reference')).toBe(2);
    expect(mapping.notUnderstood).toEqual(['מספר']);
  });

  it('does not take tax, a contained number or an undeclared one for the reference', () => {
    for (const header of ['מס', 'מס הכנסה', 'מספר טלפון', 'phone number'])
      expect(mapHeaders([header]).columns.get('reference')).toBeUndefined();
    expect(understood('מספר,קוד', ',', { reference: 'קוד' })).toEqual({ reference: 'קוד' });
  });

  it('never gives a column to two fields, nor two columns to one', () => {
    const mapping = mapHeaders(['מע"מ', 'מע"מ', 'לקוח', 'שם לקוח']);
    expect(mapping.columns).toEqual(
      new Map([
        ['vatAmount', 0],
        ['customer.name', 3],
      ]),
    );
    expect(mapping.notUnderstood).toEqual(['מע"מ', 'לקוח']);
  });

  it('puts declared headers first, and says which are not there', () => {
    expect(understood('תאריך,תאריך ערך,סכום', ',', { documentDate: 'תאריך ערך', netAmount: 'סכום' })).toEqual({
      documentDate: 'תאריך ערך',
      netAmount: 'סכום',
    });
    expect(mapHeaders(['תאריך'], { reference: 'קוד' }).missing).toEqual([{ field: 'reference', header: 'קוד' }]);
  });
});
