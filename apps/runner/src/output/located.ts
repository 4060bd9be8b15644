/** A sentence with the place that it is about, unless it names the place itself: all of it, or the file where it is a line of one. */
export function located(where: string, message: string): string {
  const file = /^(.+\.[^.:]+):\d+$/.exec(where)?.[1] ?? where;
  return message.includes(file) ? message : `${where}: ${message}`;
}
