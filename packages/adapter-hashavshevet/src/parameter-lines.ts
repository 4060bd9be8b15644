/** In bytes. */
export const LARGEST_PARAMETERS: number = 65_536;

/** Whether these are the first bytes of a PRM: a length, then two positions. */
export function looksLikeParameters(head: Uint8Array): boolean {
  const [first = '', second = ''] = textOf(head).split(/\r?\n/, 2);
  return /^\s*\d{1,6}\b/.test(first) && /^\s*\d{1,6}[ \t]+\d{1,6}\b/.test(second);
}

/** IMOVEIN has more lines than HESHIN can have, and MOVEIN fewer than HESHIN needs for the VAT number and the cards. */
export function formatByLines(parameters: Uint8Array): 'documents' | 'journal' | undefined {
  const lines = textOf(parameters).trim().split(/\r?\n/).length;
  if (lines > 69) return 'documents';
  return lines >= 17 && lines <= 35 ? 'journal' : undefined;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
