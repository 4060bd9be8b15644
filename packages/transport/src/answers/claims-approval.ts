/**
 * Whether anything in an answer looks like an approval, in whatever place and shape. Then it is no proof that nothing
 * was processed, whatever status it gives itself. Looked for in the text, because this is for answers of no known form.
 */
export function claimsApproval(body: string): boolean {
  return /"approved"\s*:\s*"?true/i.test(body) || /"confirmation_number"\s*:\s*"?\s*0*[1-9]/i.test(body);
}
