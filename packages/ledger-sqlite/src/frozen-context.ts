/** What the bytes of an ask are sealed for: they cannot be opened for another tier, case or ask. */
export function frozenContext(tier: string, id: string, ask: number): string {
  return JSON.stringify(['ishur-frozen-1', tier, id, ask]);
}
