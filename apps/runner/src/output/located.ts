/** A sentence with the place that it is about, unless it names the place itself. */
export function located(where: string, message: string): string {
  const [file = ''] = where.split(/:\d+$/);
  return message.includes(file) ? message : `${where}: ${message}`;
}
