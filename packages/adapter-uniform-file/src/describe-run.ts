import type { LocalizedMessage } from '@ishur/contract';
import { cut, placeOf } from '@ishur/adapter-kit';
import { notUniform } from './errors.ts';
import type { UniformFileConfig } from './config.ts';
import { placeOfField } from './faults.ts';
import type { OpenRun } from './open-run.ts';
import { iniField } from './read-ini.ts';
import { refuseForeign } from './read-run.ts';
import { scanRecords } from './scan-records.ts';
import { createTally } from './tally.ts';

const MOST_NOTES = 20;

/** What `check` tells of a run: who made it, for whom and when, how it is spelled, and whether all of it is there. */
export async function describeRun(
  run: OpenRun,
  config: UniformFileConfig,
  signal: AbortSignal,
): Promise<LocalizedMessage[]> {
  const { data, summary, spelling } = run;
  const tally = createTally(data.name, summary);
  let broken = 0;
  let issuer: string | undefined;
  for await (const piece of scanRecords(data, spelling, signal)) {
    for (let record = piece.next(); record !== undefined; record = piece.next()) {
      if (tally.add(record) !== undefined) broken += 1;
      if (record.code === 'A100') issuer ??= record.text().slice(13, 22);
      refuseForeign(tally, record.line, data.name);
    }
  }
  if (tally.isForeign) throw notUniform(data.name);
  const notes: LocalizedMessage[] = [origin(run), spellingNote(run)];
  const counts = [...tally.counts].map(([code, count]) => `${code} ${count}`).join(', ');
  notes.push({
    he: `${data.name}: ${tally.records} רשומות (${counts}).`,
    en: `${data.name}: ${tally.records} records (${counts}).`,
  });
  const business = iniField(summary, 1003) || (issuer ?? '');
  if (config.vatNumber !== undefined && business.padStart(9, '0') !== config.vatNumber)
    notes.push(otherBusiness(run, business, config.vatNumber));
  if (summary === undefined) {
    notes.push({
      he: `${data.name}: אין INI.TXT לצד הקובץ, ולכן התוכנה, התקופה ומניין הרשומות אינם ידועים. העתיקו גם אותו.`,
      en: `${data.name}: there is no INI.TXT beside it, so software, period and counts are not known. Copy it too.`,
    });
  }
  if (spelling.contradicted !== undefined) notes.push(contradiction(run, spelling.contradicted));
  if (tally.misnumbered !== undefined) {
    const where = placeOf(data.name, tally.misnumbered);
    notes.push({
      he: `${where}: המספר הרץ של הרשומה (מיקום 5-13) אינו מקומה בקובץ. ייתכן שרשומות חסרות או הוסרו.`,
      en: `${where}: the record's running number (position 5-13) is not its place in the file. Records may be missing.`,
    });
  }
  if (broken > 0) {
    notes.push({
      he: `${data.name}: ${broken} רשומות פגומות אינן נקראות; הן מפורטות בקריאה.`,
      en: `${data.name}: ${broken} records are damaged and are not read; reading lists them.`,
    });
  }
  notes.push(...(summary?.faults ?? []).map(({ fault }) => fault.message));
  notes.push(...tally.end().map(({ fault }) => fault.message));
  return notes.slice(0, MOST_NOTES);
}

function origin({ data, summary, spelling }: OpenRun): LocalizedMessage {
  const field = (number: number): string => cut(spelling.textOf(iniField(summary, number))) || '?';
  const [from, to, year] = [field(1024), field(1025), field(1023)];
  const period = /^[0?]+$/.test(from) ? year : `${from}-${to}`;
  return {
    he: `${data.name}: הופק בתוכנה «${field(1007)}» מהדורה ${field(1008)} (רישום ${field(1006)}), לעוסק ${field(1003)} «${field(1018)}», תקופה ${period}.`,
    en: `${data.name}: produced by «${field(1007)}» edition ${field(1008)} (registration ${field(1006)}), for dealer ${field(1003)} «${field(1018)}», period ${period}.`,
  };
}

function spellingNote({ data, spelling: { encoding, order } }: OpenRun): LocalizedMessage {
  const isVisual = order === 'visual';
  return {
    he: `${data.name}: קידוד ${encoding}, עברית בסדר ${isVisual ? 'חזותי (הפוך)' : 'לוגי'}.`,
    en: `${data.name}: encoding ${encoding}, Hebrew in ${order} order.`,
  };
}

function contradiction({ data, summary, spelling }: OpenRun, declared: string): LocalizedMessage {
  const where = placeOf(summary?.name ?? '', 1);
  const place = placeOfField(1029);
  return {
    he: `${where}, ${place.he}: נרשם קידוד ${declared}, אבל ${data.name} כתוב ב-${spelling.encoding} ונקרא כך. בדקו ששמות הלקוחות נכונים.`,
    en: `${where}, ${place.en}: says ${declared}, but ${data.name} is written in ${spelling.encoding} and is read so. Check that customers' names are right.`,
  };
}

function otherBusiness({ data }: OpenRun, found: string, expected: string): LocalizedMessage {
  return {
    he: `${data.name}: הקובץ של עוסק ${cut(found) || '?'}, ולא של ${expected} שבהגדרות. בדקו שנבחר הקובץ הנכון.`,
    en: `${data.name}: the file is that of dealer ${cut(found) || '?'}, not of ${expected} in the settings. Check that it is the right one.`,
  };
}
