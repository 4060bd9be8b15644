/** What stands beside a row that was edited after its number came, instead of the number. */
export function staleNote(number: string): string {
  return `למסמך הוקצה מספר ${number} לפני שהשורה שונתה; בדקו`;
}

/** Notices of a row in one cell. What is there already is not added. */
export function joinNotices(stored: string | undefined, added: string | undefined): string | undefined {
  if (stored === undefined || added === undefined || stored.includes(added)) return stored ?? added;
  return `${stored}; ${added}`;
}

/** The notices without the one that says that this number belongs to an earlier state of the row. */
export function withoutStaleNote(notice: string | undefined, number: string): string | undefined {
  const [whole, short] = [staleNote(number), staleNote(number.slice(-9))];
  return withoutNotice(notice, notice?.includes(whole) === true ? whole : short);
}

/** The notices without this one, wherever it stands among them. */
export function withoutNotice(notices: string | undefined, taken: string): string | undefined {
  if (notices?.includes(taken) !== true) return notices;
  return (
    notices
      .replace(taken, '')
      .replace(/^; |; $/g, '')
      .replace('; ; ', '; ') || undefined
  );
}
