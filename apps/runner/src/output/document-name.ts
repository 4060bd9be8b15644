/** A document as a person finds it: type, number and customer. */
export function documentName({
  documentType,
  reference,
  customer,
}: {
  readonly documentType: number;
  readonly reference: string;
  readonly customer: { readonly name?: string | undefined };
}): string {
  return `${documentType}:${reference} ${customer.name ?? ''}`.trim();
}
