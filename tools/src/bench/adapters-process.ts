/** Reads one source in a process of its own, and tells how many documents it has and how much memory was resident at most. */
import { adapters, readAll } from './adapters-read.ts';
import { collectGarbage } from './collect-garbage.ts';

const [name = '', folder = '', path = ''] = process.argv.slice(2);
const adapter = adapters[name];
if (adapter === undefined) throw new Error(`There is no adapter ${name}.`);

const betweenLooks = 100;

let documents = 0;
let peak = 0;
function look(): void {
  // The system's own figure of the peak holds what the parent had when it made this process.
  peak = Math.max(peak, process.memoryUsage.rss());
}
/** Left to itself, Node lets garbage grow for as long as there is room, and most of what is measured is that. */
function lookAndCollect(): void {
  look();
  collectGarbage();
}
// Also while a file is looked through before its first document is told.
const timer = setInterval(lookAndCollect, betweenLooks);
await readAll(adapter, { path }, folder, () => {
  documents += 1;
  if (documents % 500 === 0) look();
  if (documents % 5000 === 0) lookAndCollect();
});
clearInterval(timer);
process.stdout.write(JSON.stringify({ documents, peak }));
