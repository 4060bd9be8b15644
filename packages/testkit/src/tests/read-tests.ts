import assert from 'node:assert/strict';
import type { AdapterTest } from '../adapter-test.ts';
import { GOLDEN_DOCUMENTS } from '../golden-documents.ts';
import { keyOf, sampleDocument, sampleDocuments } from '../sample-document.ts';
import { part, readDocuments, readItems, readOne } from '../stage.ts';
import { assertAllThere, assertArrives, assertFields, assertMessage, leaves, sameAmount, show } from './assertions.ts';

const section = 'AdapterSession.read';
const fields = 'InvoiceFields';

/** What holds of a reading from the start. */
export const READ_TESTS: readonly AdapterTest[] = [
  {
    name: 'read/an empty source ends without a document',
    needs: [],
    section,
    says: 'it ends when the source is exhausted.',
    advice: 'Return; a source without documents is no failure.',
    async run({ open }) {
      assert.deepEqual(await readItems(await open()), []);
    },
  },
  {
    name: 'read/a document arrives with its required fields',
    needs: [],
    section: fields,
    says: 'type, number, day, three amounts and the customer are required.',
    advice: 'Map the field that is named below.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.ordinary);
    },
  },
  {
    name: 'read/Hebrew arrives in its logical order',
    needs: [],
    section: fields,
    says: 'the adapter normalises spelling: texts are in logical order, in Unicode.',
    advice: 'Decode with the source’s code page, and turn visual Hebrew round (adapter-kit).',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.hebrew);
    },
  },
  {
    name: 'read/Hebrew and Latin in one text keep their order',
    needs: [],
    section: fields,
    says: 'texts are in logical order, in Unicode.',
    advice: 'Numbers and Latin words inside Hebrew are not turned round with it.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.mixedDirection);
    },
  },
  {
    name: 'read/leading zeros stay',
    needs: [],
    section: fields,
    says: 'a dealer’s number is a string of digits with its leading zeros; a document’s number is as it is printed.',
    advice: 'Never let a number pass through a numeric type.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.leadingZeros);
    },
  },
  {
    name: 'read/agorot are exact',
    needs: [],
    section: fields,
    says: 'an amount is a decimal string, never a float.',
    advice: 'Take the digits of the source as text, or count in agorot.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.agorot);
    },
  },
  {
    name: 'read/a negative amount keeps its sign',
    needs: [],
    section: fields,
    says: 'a leading `-` where negative.',
    advice: 'Look for the sign behind the number and for brackets too.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.negative);
    },
  },
  {
    name: 'read/a credit note is a credit note',
    needs: [],
    section: 'InvoiceFields.documentType',
    says: 'the number of the document type in the uniform file’s appendix 1: 330 for a credit note.',
    advice: 'Map the source’s own types, all of them.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.creditNote);
    },
  },
  {
    name: 'read/a document without VAT has an amount of VAT that is zero',
    needs: [],
    section: 'InvoiceFields.vatAmount',
    says: 'the amount of VAT is required, and zero is one.',
    advice: 'Tell an empty value from zero.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.zeroVat);
    },
  },
  {
    name: 'read/a foreign currency is told',
    needs: ['currency'],
    section: 'InvoiceFields.currency',
    says: 'a document that has only foreign amounts says so.',
    advice: 'Deliver the currency, and convert nothing.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.foreignCurrency);
    },
  },
  {
    name: 'read/a business day is the day that is printed',
    needs: [],
    section: fields,
    says: 'a business day is not converted through UTC.',
    advice:
      'Take year, month and day from the source as text. `new Date()` moves midnight in Israel to the day before.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.firstDayOfYear);
    },
  },
  {
    name: 'read/optional fields arrive',
    needs: [],
    section: fields,
    says: 'optional fields are delivered where the source has them.',
    advice: 'Map the field that is named below, or declare in the world’s `lacks` that the source does not have it.',
    async run(stage) {
      await assertArrives(stage, GOLDEN_DOCUMENTS.allFields);
    },
  },
  {
    name: 'read/related documents arrive',
    needs: ['related'],
    section: 'InvoiceFields.related',
    says: 'other documents that this one rests on.',
    advice: 'Say of a credit note which invoice it credits.',
    async run(stage) {
      const found = await assertArrives(stage, GOLDEN_DOCUMENTS.related);
      assert.deepEqual(
        found.fields.related?.map(({ as, reference }) => ({ as, reference })),
        [{ as: 'credited', reference: '2001' }],
      );
    },
  },
  {
    name: 'read/a customer without a dealer number has none',
    needs: [],
    section: 'CustomerFields.vatNumber',
    says: 'where it is absent the customer counts as no dealer.',
    advice: 'Leave the field out; an empty text or zeros are a number to core.',
    async run(stage) {
      const found = await assertArrives(stage, GOLDEN_DOCUMENTS.privateCustomer);
      assert.equal(found.fields.customer.vatNumber, undefined);
    },
  },
  {
    name: 'read/lines arrive in their order',
    needs: ['items'],
    section: 'InvoiceFields.items',
    says: 'capabilities.items: documents come with their lines.',
    advice: 'Read the lines with the document, or declare items: false.',
    async run(stage) {
      const found = await assertArrives(stage, GOLDEN_DOCUMENTS.items);
      const lines = found.fields.items ?? [];
      assert.deepEqual(
        lines.map(({ description }) => description),
        ['ייעוץ', 'נסיעות'],
      );
      for (const [index, amount] of ['8000.00', '2000.00'].entries()) {
        assert.ok(sameAmount(lines[index]?.netAmount, amount), `items[${index}].netAmount`);
      }
    },
  },
  {
    name: 'read/absent fields are left out',
    needs: [],
    section: fields,
    says: 'a field that the source does not hold is absent: not an empty text, not null.',
    advice: 'Leave empty values out.',
    async run({ world, open }) {
      const document = sampleDocument();
      await world.put([document]);
      const found = await readOne(await open(), document);
      for (const [path, value] of leaves(found.fields)) {
        assert.ok(value !== null && value !== '', `${path} is ${show(value)}.`);
      }
    },
  },
  {
    name: 'read/every value is spelled as the contract says',
    needs: [],
    section: fields,
    says: 'days are YYYY-MM-DD, amounts decimal strings, dealers’ numbers strings of digits.',
    advice: 'Normalise the value that is named below.',
    async run({ world, open }) {
      await world.put(Object.values(GOLDEN_DOCUMENTS).filter(({ fields: { items, related } }) => !items && !related));
      for (const [key, found] of await readDocuments(await open())) {
        const { documentType, documentDate, netAmount, vatAmount, grossAmount, customer } = found.fields;
        assert.equal(typeof documentType, 'number', `${key}, documentType`);
        assert.match(documentDate, /^\d{4}-\d{2}-\d{2}$/, `${key}, documentDate`);
        for (const amount of [netAmount, vatAmount, grossAmount]) assert.match(amount, /^-?\d+(?:\.\d+)?$/, key);
        if (customer.vatNumber !== undefined) assert.match(customer.vatNumber, /^\d+$/, `${key}, customer.vatNumber`);
      }
    },
  },
  {
    name: 'read/10,000 documents arrive, each with a ref of its own',
    needs: [],
    section: 'DocumentRef',
    says: 'every document is delivered, and a ref is unique within the source.',
    advice: 'Follow every page of the source, and build the ref of what makes a document unique there.',
    async run({ world, open }) {
      const documents = sampleDocuments(10_000);
      await world.put(documents);
      const found = await readDocuments(await open());
      assert.equal(found.size, documents.length);
      assert.equal(new Set([...found.values()].map(({ ref }) => ref)).size, documents.length, 'Refs are not unique.');
    },
  },
  {
    name: 'read/a ref is the same in every reading',
    needs: [],
    section: 'DocumentRef',
    says: 'stable: a document has one ref for ever.',
    advice: 'Make no ref of a row’s position, a clock or a random number.',
    async run({ world, open }) {
      const document = sampleDocument({ reference: '1500' });
      await world.put([document]);
      const first = await readOne(await open(), document);
      await world.put(sampleDocuments(3));
      const second = await readOne(await open(), document);
      assert.equal(second.ref, first.ref);
    },
  },
  {
    name: 'read/two types with one number are two documents',
    needs: [],
    section: 'DocumentRef',
    says: 'unique within the source: number series of types may overlap.',
    advice: 'Let the type be part of the ref.',
    async run({ world, open }) {
      const documents = [sampleDocument(), sampleDocument({ documentType: 330 })];
      await world.put(documents);
      const found = await readDocuments(await open());
      assert.equal(new Set([...found.values()].map(({ ref }) => ref)).size, 2);
    },
  },
  {
    name: 'read/a draft says that it is one',
    needs: ['drafts'],
    section: 'SourceDocument.standing',
    says: 'draft, final or cancelled.',
    advice: 'Map the source’s status. Numbers are asked for final documents alone.',
    async run({ world, open }) {
      const document = sampleDocument({ standing: 'draft' });
      await world.put([document, sampleDocument({ reference: '1002' })]);
      const found = await readDocuments(await open());
      // A source may as well keep its drafts to itself.
      assert.notEqual(found.get(keyOf(document.fields))?.standing ?? 'draft', 'final');
      assert.equal(found.get('305:1002')?.standing, 'final');
    },
  },
  {
    name: 'read/a cancelled document says that it is one',
    needs: ['cancelled'],
    section: 'SourceDocument.standing',
    says: 'draft, final or cancelled.',
    advice: 'Map the source’s status, whatever it calls it.',
    async run({ world, open }) {
      const document = sampleDocument({ standing: 'cancelled' });
      await world.put([document]);
      const found = (await readDocuments(await open())).get(keyOf(document.fields));
      assert.equal(found?.standing ?? 'cancelled', 'cancelled');
    },
  },
  {
    name: 'read/a number that is there already is told',
    needs: ['existing-numbers'],
    section: 'SourceDocument.existingNumber',
    says: 'a number the source already holds is never asked for again.',
    advice: 'Read the field of allocation numbers too.',
    async run({ world, open }) {
      const document = sampleDocument({ existingNumber: '123456789' });
      await world.put([document, sampleDocument({ reference: '1002' })]);
      const session = await open();
      assert.equal((await readOne(session, document)).existingNumber, '123456789');
      assert.equal((await readOne(session, sampleDocument({ reference: '1002' }))).existingNumber, undefined);
    },
  },
  {
    name: 'read/what cannot be spelled stops nothing else',
    needs: ['unreadable'],
    section,
    says: 'a row that cannot be spelled is an item, not an exception.',
    advice: 'Yield { kind: "unreadable" } and go on with the next.',
    async run({ world, open }) {
      await world.put([sampleDocument()]);
      await part(world.putUnreadable?.bind(world), 'putUnreadable')();
      await world.put([sampleDocument({ reference: '1002' })]);
      const items = await readItems(await open());
      assert.equal(items.filter(({ kind }) => kind === 'unreadable').length, 1, 'Not one unreadable item.');
      assert.equal(items.filter(({ kind }) => kind === 'document').length, 2, 'Not both documents.');
    },
  },
  {
    name: 'read/what cannot be spelled says where and why',
    needs: ['unreadable'],
    section: 'UnreadableItem',
    says: 'where a person finds it, and at least one fault in both languages.',
    advice: 'Name file and line, or form and number; name the field and what was expected.',
    async run({ world, open }) {
      await part(world.putUnreadable?.bind(world), 'putUnreadable')();
      for (const item of await readItems(await open())) {
        if (item.kind !== 'unreadable') continue;
        assert.ok(item.where.trim() !== '', '`where` is empty.');
        assert.ok(item.faults.length > 0, 'There is no fault.');
        for (const fault of item.faults) {
          assert.match(fault.code, /^[a-z0-9-]+\/[a-z0-9-]+$/);
          assertMessage(fault.message);
        }
      }
    },
  },
  {
    name: 'read/can be left in the middle and begun again',
    needs: [],
    section,
    says: '`read` may be called any number of times.',
    advice: 'Let go of files and pages in `finally`, and begin each reading anew.',
    async run({ world, open, call }) {
      const documents = sampleDocuments(50);
      await world.put(documents);
      const session = await open();
      for await (const item of session.read(call)) {
        assert.notEqual(item.kind, 'unreadable');
        break;
      }
      await assertAllThere(session, documents);
    },
  },
  {
    name: 'read/documents of the first day that matters are there',
    needs: [],
    section: 'ReadRequest.from',
    says: 'documents dated *before* it may be left out.',
    advice: 'Compare with >=, as business days and not as moments.',
    async run({ world, open }) {
      const documents = ['2026-06-14', '2026-06-15', '2026-06-16'].map((documentDate, index) =>
        sampleDocument({ reference: String(1001 + index), documentDate }),
      );
      await world.put(documents);
      const found = await readDocuments(await open(), { from: '2026-06-15' });
      assert.deepEqual([...found.keys()].filter((key) => key !== '305:1001').toSorted(), ['305:1002', '305:1003']);
    },
  },
  {
    name: 'read/two readings at once do not disturb each other',
    needs: [],
    section: 'AdapterSession',
    says: '`read` is being iterated while other calls are made.',
    advice: 'Keep the position of a reading inside the generator.',
    async run({ world, open, call }) {
      const documents = sampleDocuments(20);
      await world.put(documents);
      const session = await open();
      const seen: string[] = [];
      for await (const item of session.read(call)) {
        if (item.kind === 'document') seen.push(keyOf(item.fields));
        if (seen.length === 5) {
          await session.check(call);
          await assertAllThere(session, documents);
        }
      }
      assert.deepEqual(seen.toSorted(), documents.map((document) => keyOf(document.fields)).toSorted());
    },
  },
  {
    name: 'read/an edited document is read as it is now',
    needs: [],
    section,
    says: 'a reading from the start shows the source as it stands.',
    advice: 'Keep no documents of an earlier reading.',
    async run({ world, open }) {
      const before = sampleDocument();
      const after = sampleDocument({ netAmount: '20000.00', vatAmount: '3600.00', grossAmount: '23600.00' });
      await world.put([before]);
      const session = await open();
      await readItems(session);
      await world.put([after]);
      assertFields(await readOne(session, after), after);
    },
  },
];
