import assert from 'node:assert/strict';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import type { AdapterSession, InvoiceFields } from '@ishur/contract/v1';
import type { AdapterTest } from '../adapter-test.ts';
import { keyOf, sampleDocument } from '../sample-document.ts';
import type { SampleDocument } from '../sample-document.ts';
import { part, readItems, readOne, recordedIn, recordOne, settlementOf } from '../stage.ts';
import type { Item, Stage } from '../stage.ts';
import { assertError } from './assertions.ts';

const NUMBER = '20260630333333333333333333';
const fields = 'InvoiceFields';
const says = 'the adapter normalises spelling and judges nothing: what a person typed arrives, or is unreadable.';

/** What holds of texts that were meant to do harm, or do it by accident. */
export const HOSTILE_TESTS: readonly AdapterTest[] = [
  {
    name: 'hostile/separators and quotation marks are part of a name',
    needs: [],
    section: fields,
    says,
    advice: 'Quote and unquote as the source’s format does; put no text into a query or a command.',
    run: (stage) =>
      assertSameOrUnreadable(stage, `ש"ח, בע''מ; a,b|c {"x":1} <b>&amp;</b> '; DROP TABLE x; -- $(id) %s`),
  },
  {
    name: 'hostile/a formula is only a text',
    needs: [],
    section: fields,
    says,
    advice: 'Add and remove nothing at the start of a text that you read.',
    run: (stage) => assertSameOrUnreadable(stage, '=HYPERLINK("http://example.invalid","x")'),
  },
  {
    name: 'hostile/line ends do not make two documents of one',
    needs: [],
    section: fields,
    says,
    advice: 'Split records as the source’s format does.',
    run: (stage) => assertSameOrUnreadable(stage, 'שורה ראשונה\nשורה שנייה'),
  },
  {
    name: 'hostile/names of object properties are ordinary texts',
    needs: [],
    section: fields,
    says,
    advice: 'Keep what comes from outside in a Map, not in an object.',
    async run(stage) {
      for (const [index, name] of ['__proto__', 'constructor', 'toString'].entries()) {
        await assertSameOrUnreadable(stage, name, String(3001 + index));
      }
    },
  },
  {
    name: 'hostile/a path in a document number is no path',
    needs: [],
    section: 'InvoiceFields.reference',
    says,
    advice: 'Make no file name and no address of a document’s number without encoding it.',
    async run({ world, open }) {
      const document = sampleDocument({ reference: '../../etc/1' });
      await world.put([document, sampleDocument()]);
      const session = await open();
      const items = await readItems(session);
      assert.ok(items.some((item) => item.kind === 'document' && item.fields.reference === '1001'));
      const found = items.find((item) => item.kind === 'document' && item.fields.reference !== '1001');
      if (found?.kind === 'document') assert.equal(found.fields.reference, '../../etc/1');
    },
  },
  {
    name: 'hostile/a text of a million characters neither hangs nor breaks',
    needs: [],
    section: 'AdapterSession.read',
    says: 'untrusted input is bounded: it arrives, is unreadable, or is an IshurError.',
    advice: 'Set a bound, and say in the message what it is.',
    async run({ world, open }) {
      const document = sampleDocument({ customer: { name: 'א'.repeat(1_000_000) } });
      await world.put([document]);
      const items = await readItems(await open()).catch((cause: unknown) => {
        if (isIshurError(cause)) return [];
        throw cause;
      });
      for (const item of items) {
        if (item.kind === 'unreadable') assert.ok(JSON.stringify(item).length < 100_000, 'A fault quotes all of it.');
      }
    },
  },
  {
    name: 'hostile/a number that is not digits is not written',
    needs: ['record'],
    section: 'Settlement.number',
    says: 'a string of digits.',
    advice: 'Check it before you write: it may end in a spreadsheet, a query or an address.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      const session = await open();
      const document = await readOne(session, sampleDocument());
      for (const number of ['=1+1', '../1', '12 34', '1e5']) {
        const receipt = await recordOne(session, settlementOf(document, number));
        assert.equal(receipt.kind, 'failed', number);
      }
      assert.equal(await recordedIn(world, sampleDocument()), undefined);
    },
  },
  {
    name: 'hostile/a notice does not disturb the number',
    needs: ['record'],
    section: 'Settlement.notices',
    says: 'a notice is text.',
    advice: 'Quote it as the target’s format does.',
    async run({ world, open }) {
      await world.put([sampleDocument(), sampleDocument({ reference: '1002' })]);
      const session = await open();
      const settlement = settlementOf(await readOne(session, sampleDocument()), NUMBER);
      await recordOne(session, { ...settlement, notices: [{ code: 'x', text: '=1+1","\n";\t{"number":"7"}' }] });
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
      assert.equal(await recordedIn(world, sampleDocument({ reference: '1002' })), undefined);
    },
  },
  {
    name: 'hostile/a notice that the code page lacks is written or told',
    needs: ['record'],
    section: 'RecordReceipt',
    says: '`failed` has an IshurError as its cause; what a receipt says stands there.',
    advice: 'Ask the encoder before you write; put no question mark in the place of a letter.',
    async run({ world, open }) {
      await world.put([sampleDocument(), sampleDocument({ reference: '1002' })]);
      const session = await open();
      const document = await readOne(session, sampleDocument());
      const text = 'אין לנכות 漢字 😀';
      const settlement = { ...settlementOf(document, NUMBER), notices: [{ code: 'x', text }] };
      const receipt = await recordOne(session, settlement);
      if (receipt.kind === 'failed') {
        assertError(receipt.cause);
        assert.equal(await recordedIn(world, sampleDocument()), undefined, 'It failed, and the number stands there.');
        return;
      }
      assert.equal(await recordedIn(world, sampleDocument()), NUMBER);
      const noticed = await world.noticed?.(sampleDocument());
      assert.ok(noticed === undefined || noticed.includes(text), 'Letters of the notice are lost.');
    },
  },
  {
    name: 'hostile/a last line cut at every byte is no other document',
    needs: ['file', 'one-file'],
    section: 'AdapterSession.read',
    says: 'what cannot be spelled is unreadable; half of a document is none.',
    advice: 'Count on every record being whole: its length, its number of cells, its closing bracket.',
    async run({ world, open }) {
      const documents = [sampleDocument(), sampleDocument({ reference: '1002' })];
      await world.put(documents);
      const path = part(world.file, 'file');
      const whole = await readFile(path);
      const truth = new Map(documents.map((document) => [keyOf(document.fields), material(document.fields)]));
      try {
        for (let length = whole.length - 1; length >= Math.max(0, whole.length - LONGEST_END); length -= 1) {
          await writeFile(path, whole.subarray(0, length));
          // Of yesterday, so that nobody waits for the rest of it.
          await utimes(path, YESTERDAY, YESTERDAY);
          const items = await readAsFarAsItGoes(await open());
          for (const item of items) {
            if (item.kind !== 'document') continue;
            const expected = truth.get(keyOf(item.fields));
            const lost = `${String(whole.length - length)} bytes of its end are missing`;
            assert.ok(expected !== undefined, `${keyOf(item.fields)} was read, which nobody wrote; ${lost}.`);
            assert.equal(material(item.fields), expected, `${keyOf(item.fields)} was read otherwise; ${lost}.`);
            assert.equal(item.existingNumber, undefined, `A number was read that nobody wrote; ${lost}.`);
          }
        }
      } finally {
        await writeFile(path, whole);
      }
    },
  },
  {
    name: 'hostile/bytes of any kind are not recognised and not thrown at',
    needs: ['recognise'],
    section: 'AdapterDefinition.recognise',
    says: '`undefined` when it does not know the file.',
    advice: 'Catch what your parser throws.',
    async run({ adapter }) {
      const heads = [
        new Uint8Array(),
        Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 3)) % 256),
        new Uint8Array(1024).fill(0xff),
        Buffer.from('{"a":'.repeat(2_000)),
        Buffer.from('['.repeat(60_000)),
      ];
      for (const path of ['/x/a.json', '/x/a.csv', '/x/a.txt', '/x/INI.TXT', '/x/a.dat', '/x/a']) {
        for (const head of heads) assert.equal(adapter.recognise?.({ path, head }), undefined);
      }
    },
  },
];

async function assertSameOrUnreadable({ world, open }: Stage, name: string, reference = '3000'): Promise<void> {
  const document: SampleDocument = sampleDocument({ reference, customer: { name } });
  const neighbour = sampleDocument({ reference: '4000' });
  await world.put([document, neighbour]);
  const items = await readItems(await open());
  const keys = items.map((item) => (item.kind === 'document' ? keyOf(item.fields) : 'unreadable'));
  assert.ok(keys.includes(keyOf(neighbour.fields)), 'The other document is not read.');
  for (const item of items) {
    if (item.kind !== 'document' || item.fields.reference !== reference) continue;
    assert.equal(plain(item.fields.customer.name ?? ''), plain(name));
  }
  assert.ok(keys.includes(keyOf(document.fields)) || keys.includes('unreadable'), 'The document is missing.');
}

/** In bytes: so much of the end of a file is cut off, byte by byte. */
const LONGEST_END = 400;
const YESTERDAY = new Date('2026-06-29T12:00:00Z');

/** A file that is cut off may be refused as a whole, before or after its whole documents. */
async function readAsFarAsItGoes(session: AdapterSession): Promise<Item[]> {
  const items: Item[] = [];
  try {
    for await (const item of session.read({ signal: new AbortController().signal })) items.push(item);
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
  }
  return items;
}

/** What a number is asked for. */
function material({ netAmount, vatAmount, documentDate, customer }: InvoiceFields): string {
  return [Number(netAmount), Number(vatAmount), documentDate, customer.vatNumber].join(' ');
}

/** White space may be normalised. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
