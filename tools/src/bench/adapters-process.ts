/** Reads one source in a process of its own, and tells how many documents it has and how much memory was resident at most. */
import { adapters, readAll } from './adapters-read.ts';
import { collectGarbage } from './collect-garbage.ts';

const [name = '', folder = '', path = ''] = process.argv.slice(2);
const adapter = adapters[name];
if (adapter === undefined) throw new Error(`There is no adapter ${name}.`);

let documents = 0;
let peak = 0;
await readAll(adapter, { path }, folder, () => {
  documents += 1;
  // The system's own figure of the peak holds what the parent had when it made this process.
  if (documents % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  // Left to itself, Node lets garbage grow for as long as there is room, and most of what is measured is that.
  if (documents % 5000 === 0) collectGarbage();
});
process.stdout.write(JSON.stringify({ documents, peak }));
