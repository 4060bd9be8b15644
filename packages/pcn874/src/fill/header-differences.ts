import type { ReportHeader } from '../format/header.ts';
import { HEADER_AMOUNTS, HEADER_COUNTS } from '../format/layout.ts';
import type { HeaderAmount, HeaderCount } from '../format/layout.ts';

/** A figure in which two headers differ. */
export interface HeaderDifference {
  readonly name: HeaderAmount | HeaderCount;
  readonly stated: number;
  readonly computed: number;
}

/** The figures in which a header differs from what was computed, in the order of the record. */
export function differencesBetween(stated: ReportHeader, computed: ReportHeader): readonly HeaderDifference[] {
  const fields = { ...HEADER_AMOUNTS, ...HEADER_COUNTS };
  const names = (Object.keys(fields) as (HeaderAmount | HeaderCount)[]).toSorted(
    (one, other) => fields[one].from - fields[other].from,
  );
  return names
    .filter((name) => stated[name] !== computed[name])
    .map((name) => ({ name, stated: stated[name], computed: computed[name] }));
}
