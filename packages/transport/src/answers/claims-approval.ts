/**
 * Blanks before a value are taken by one part of the pattern alone: two that could share them would try every way of
 * sharing, and a body of nothing but blanks would hold up the whole process for minutes.
 */
const APPROVED = /"approved"\s*:[["\s]*(?:true|[1-9])/i;
const NUMBER = /"confirmation_number"\s*:[["\s]*0*[1-9]/i;

/** ASCII that JSON may write as `\u0061`. */
const ESCAPED = /\\u00([2-7][0-9a-f])/gi;

/**
 * Whether anything in an answer looks like an approval, in whatever place and shape. Then it is no proof that nothing
 * was processed, whatever status it gives itself. Looked for in the text, because this is for answers of no known form.
 */
export function claimsApproval(body: string): boolean {
  const text = body.replaceAll(ESCAPED, (_escape, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  return APPROVED.test(text) || NUMBER.test(text);
}
