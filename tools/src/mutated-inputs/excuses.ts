/**
 * What a correct reader cannot notice. Nothing else is excused; each class is decided on the damaged bytes themselves, by
 * rules of reading that are not the adapter's, and not by what kind of damage was done.
 */
export const EXCUSES = {
  /**
   * The damaged file itself, cut by the plainest rules into the columns that it was written in, holds a whole record that
   * says in every material value exactly what was read. Another program could have written these bytes; nothing in them is
   * out of order.
   */
  'the file says so': 'a record of the damaged file says exactly what was read',
  /**
   * A document is not there any more: no stretch of the damaged file holds half of the values that its record had. Nothing
   * says that a file was once longer, unless its format counts records, and then the count is told.
   */
  'the record is gone': 'fewer than half of the values of its record are left together anywhere',
  /**
   * Of a row of a table only amounts are left: neither number, nor day, nor dealer, nor allocation number. Rows like that are
   * totals to every reader, and totals are passed over.
   */
  'only amounts are left': 'what is left of its row names no document, as a total does not',
} as const;

export type Excuse = keyof typeof EXCUSES;
