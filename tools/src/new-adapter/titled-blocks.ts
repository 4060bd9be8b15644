/** What a document lets its reader write into files: the blocks whose fence says ```` ```yaml title=ishur.config.yaml ````. */
export function titledBlocks(markdown: string): ReadonlyMap<string, string> {
  const blocks = markdown.matchAll(/^```\w+[^\n]*\btitle=(?<title>\S+)[^\n]*\n(?<text>[^]*?)^```$/gm);
  return new Map([...blocks].map(({ groups }) => [groups?.['title'] ?? '', groups?.['text'] ?? '']));
}
