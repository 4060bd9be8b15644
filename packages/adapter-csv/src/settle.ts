import type { IshurError } from '@ishur/contract';
import type { InvoiceFields, RecordReceipt, Settlement } from '@ishur/contract/v1';
import { encodeText, isSameAllocationNumber, materialKey, placeOf } from '@ishur/adapter-kit';
import { documentGone, notEncodable, numberNotDigits } from './errors.ts';
import { cellsOfNumber, compareNumber, hasNumber, isEqual, NO_NUMBER, numberIn } from './number-cells.ts';
import type { NumberCells } from './number-cells.ts';
import type { ResultEntry } from './result-columns.ts';
import type { Hit, ScannedFile } from './scan-source.ts';
import { joinNotices, staleNote, withoutNotice, withoutStaleNote } from './stale-note.ts';

/** What became of one settlement, once `files` are written. */
export interface Outcome {
  readonly receipt: () => RecordReceipt;
  /** Files that have to be written before the receipt is true. */
  readonly files: readonly ScannedFile[];
}

/** A row of one of the files. */
interface Place {
  readonly file: ScannedFile;
  readonly hit: Hit;
}

/** An entry of a result file whose row left the source. */
interface Gone {
  readonly file: ScannedFile;
  readonly key: string;
  readonly entry: ResultEntry;
  readonly line: number;
}

const NOTHING: ResultEntry = { numbers: NO_NUMBER, notice: undefined };

/** Decides what one settlement changes in the files, notes it there, and says which receipt it will have. */
export function settle(
  settlement: Settlement,
  scanned: readonly ScannedFile[],
  problems: readonly IshurError[],
): Outcome {
  const { ref, number } = settlement;
  if (number !== undefined && !/^\d{1,30}$/.test(number)) return failed(ref, numberNotDigits(ref));

  const places = scanned.flatMap((file) => (file.hits.get(ref) ?? []).map((hit): Place => ({ file, hit })));
  const gone = scanned.flatMap((file) => goneOf(file, ref));
  const existingNumber = number === undefined ? undefined : anotherNumber(number, places, gone);
  if (existingNumber !== undefined) return sure({ ref, kind: 'conflict', existingNumber });

  const asAsked = places.filter(({ hit }) => isAsAsked(settlement.asked, hit));
  const edited = places.filter((place) => !asAsked.includes(place));
  const notice = noticeOf(settlement);
  for (const { file } of asAsked) {
    const { encoding } = file.layout;
    const encoded = encodeText(notice ?? '', encoding.name);
    if (encoded.kind === 'unencodable')
      return failed(ref, notEncodable(file.result.name, encoding.name, encoded.characters));
  }
  for (const place of edited) withdraw(place, number, asAsked.length === 0);
  if (asAsked.length > 0) return bring(settlement, notice, asAsked);

  const inSource = number === undefined || notice !== undefined ? undefined : edited.find(hasSourceNumber);
  if (inSource !== undefined) {
    return sure({ ref, kind: 'already-there', where: placeOf(inSource.file.source.name, inSource.hit.line) });
  }
  if (places.length > 0) return sure({ ref, kind: 'stale' });
  if (number !== undefined && notice === undefined) {
    const [kept] = gone.filter(({ entry }) => compareNumber(entry.numbers, number) === 'same');
    if (kept !== undefined) return keep(ref, number, kept);
  }
  return failed(
    ref,
    problems[0] ??
      documentGone(
        ref,
        scanned.map(({ source }) => source.name),
      ),
  );
}

/** Brings number and notice to the rows that still say what was asked. */
function bring(
  { ref, number, withdrawn = [] }: Settlement,
  notice: string | undefined,
  places: readonly Place[],
): Outcome {
  const files = new Set<ScannedFile>();
  let fresh: Place | undefined;
  for (const place of places) {
    const { file, hit } = place;
    const before = entryAt(place);
    const numbers = number === undefined ? before.numbers : numbersBeside(hit, before.numbers, number);
    const known = number === undefined ? before.notice : withoutStaleNote(before.notice, number);
    const kept = withdrawn.reduce<string | undefined>((rest, taken) => withoutNotice(rest, textOf(taken)), known);
    const after: ResultEntry = { numbers, notice: joinNotices(kept, notice) };
    // What stands here was given for this very row, whatever a spreadsheet did to the old copy of it.
    file.asides.delete(hit.key);
    if (after.notice === before.notice && isEqual(after.numbers, before.numbers)) continue;
    file.changes.set(hit.key, after);
    files.add(file);
    // Writing a number anew that stood there already brings nothing new.
    const isNew = after.notice !== before.notice || !hasNumber(before.numbers) || !isKnown(before.numbers, number);
    if (isNew) fresh ??= place;
  }
  if (fresh !== undefined) {
    const where = placeOf(fresh.file.result.name, fresh.hit.line);
    return { files: [...files], receipt: () => ({ ref, kind: 'handed-over', where }) };
  }
  const [first] = places;
  return { files: [...files], receipt: () => ({ ref, kind: 'already-there', where: first ? whereNow(first) : '' }) };
}

function numbersBeside({ sourceNumber }: Hit, stored: NumberCells, number: string): NumberCells {
  // A row that has its number in the source's own column needs no second one, and keeps one that it was given before.
  return sourceNumber !== undefined && !hasNumber(stored) ? stored : cellsOfNumber(number);
}

function isKnown(cells: NumberCells, number: string | undefined): boolean {
  return number === undefined || compareNumber(cells, number) === 'same';
}

/** Takes a number away from a row that says something else now, and says so beside it. */
function withdraw(place: Place, number: string | undefined, isOnlyOne: boolean): void {
  const { file, hit } = place;
  const before = entryAt(place);
  const known = number ?? numberIn(before.numbers);
  if (known === undefined || hit.sourceNumber !== undefined) return;
  // Where another row is the one that was asked about, the number stands there.
  const note = isOnlyOne ? staleNote(known) : undefined;
  const after: ResultEntry = { numbers: NO_NUMBER, notice: joinNotices(before.notice, note) };
  if (hasNumber(before.numbers)) file.changes.set(hit.key, after);
  else if (isOnlyOne) file.asides.set(hit.key, after);
}

/** The number of a row that left the source stays where it is, and is mended where a spreadsheet spoiled it. */
function keep(ref: string, number: string, { file, key, entry, line }: Gone): Outcome {
  const numbers = cellsOfNumber(number);
  const isWhole = isEqual(numbers, entry.numbers);
  if (!isWhole) file.changes.set(key, { ...entry, numbers });
  const where = placeOf(file.result.name, line);
  return { files: isWhole ? [] : [file], receipt: () => ({ ref, kind: 'already-there', where }) };
}

/** Another number that stands beside this document, in a source's own column or in a result file, also of a row that is gone. */
function anotherNumber(number: string, places: readonly Place[], gone: readonly Gone[]): string | undefined {
  const ofSource = places
    .map(({ hit }) => hit.sourceNumber)
    .find((found) => found !== undefined && !isSameAllocationNumber(found, number));
  if (ofSource !== undefined) return ofSource;
  const entries = [...places.map(entryAt), ...gone.map(({ entry }) => entry)];
  const other = entries.find(({ numbers }) => compareNumber(numbers, number) === 'another')?.numbers;
  return other === undefined ? undefined : (numberIn(other) ?? other.whole);
}

function entryAt({ file, hit }: Place): ResultEntry {
  return file.changes.get(hit.key) ?? hit.stored ?? NOTHING;
}

function goneOf(file: ScannedFile, ref: string): Gone[] {
  return (file.goneByRef.get(ref) ?? []).flatMap((key) => {
    const stored = file.stored?.entries.get(key);
    return stored === undefined ? [] : [{ file, key, entry: file.changes.get(key) ?? stored, line: stored.line }];
  });
}

function isAsAsked(asked: InvoiceFields, { says }: Hit): boolean {
  return says === materialKey(asked);
}

function hasSourceNumber({ hit }: Place): boolean {
  return hit.sourceNumber !== undefined;
}

/** Where what was there already stands: in the source's own column, or in the result file as it is after this call. */
function whereNow({ file, hit }: Place): string {
  if (hit.sourceNumber !== undefined) return placeOf(file.source.name, hit.line);
  return placeOf(file.result.name, file.changes.size > 0 ? hit.line : (hit.stored?.line ?? hit.line));
}

function noticeOf({ notices }: Settlement): string | undefined {
  if (notices.length === 0) return undefined;
  return notices.map(textOf).join('; ');
}

/** A notice as it stands in a cell. */
function textOf({ text }: Settlement['notices'][number]): string {
  return text.replace(/\s+/g, ' ').trim();
}

function sure(receipt: RecordReceipt): Outcome {
  return { files: [], receipt: () => receipt };
}

function failed(ref: string, cause: IshurError): Outcome {
  return sure({ ref, kind: 'failed', cause });
}
