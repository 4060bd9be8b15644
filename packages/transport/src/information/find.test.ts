import { describe, expect, test } from 'vitest';
import { authorityAt, resultOf } from '../fixtures/asking.ts';
import { DETAILS_QUERY, NUMBER_QUERY } from '../fixtures/looking-up.ts';
import { httpServer } from '../fixtures/servers.ts';

const call = { signal: new AbortController().signal };
const NUMBER = '20240704061109183186068226';
const thrown = (code: string, remedy: string): object => ({ kind: 'thrown', cause: { code, remedy } });
const listed = (...errors: readonly object[]): object => ({ status: 400, message: { errors } });

async function details(status: number, body: unknown): Promise<unknown> {
  await using server = await answering(status, body);
  return await resultOf(authorityAt(server.address).findDetails(DETAILS_QUERY, call));
}

async function number(status: number, body: unknown): Promise<unknown> {
  await using server = await answering(status, body);
  return await resultOf(authorityAt(server.address).findNumber(NUMBER_QUERY, call));
}

function answering(status: number, body: unknown): ReturnType<typeof httpServer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return httpServer((_request, response) => response.writeHead(status).end(text));
}

describe('what is asked', () => {
  test('as tables 3.1 and 3.3 have it', async () => {
    const asked: string[] = [];
    await using server = await httpServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end('{"Status":200,"Message":"Cannot retrieve information"}');
    });
    const authority = authorityAt(server.address);
    await authority.findDetails(DETAILS_QUERY, call);
    await authority.findNumber(NUMBER_QUERY, call);
    expect(asked).toEqual([
      'POST /shaam/tsandbox/invoice-information/v1/details',
      'POST /shaam/tsandbox/invoice-information/v1/confirmationNumber',
    ]);
    expect(server.received()).toBe(
      '{"Customer_VAT_Number":777777715,"Confirmation_Number":"006822601","Vat_Number":18}' +
        '{"Customer_VAT_Number":777777715,"Vat_Number":18,"Payment_Amount":8300.64,"VAT_Amount":90,' +
        '"Invoice_Date":"2023-04-16","Invoice_Reference_Number":"888"}',
    );
  });

  test('in lower case by the settings, and without what is optional', async () => {
    await using server = await answering(200, { status: 200, message: 'Cannot retrieve information' });
    const authority = authorityAt(server.address, { informationNames: 'lower' });
    const { vatNumber: _supplier, ...query } = DETAILS_QUERY;
    await authority.findDetails(query, call);
    expect(server.received()).toBe('{"customer_vat_number":777777715,"confirmation_number":"006822601"}');
  });

  test('in lower case where 422 says that the names are wrong, and from then on', async () => {
    const asked: string[] = [];
    await using server = await httpServer((_request, response) => {
      const body = server.received().slice(asked.join('').length);
      asked.push(body);
      if (body.includes('Customer_VAT_Number')) response.writeHead(422).end('{"httpCode":"422"}');
      else response.end(`{"status":200,"confirmation_number":"${NUMBER}"}`);
    });
    const authority = authorityAt(server.address);
    expect(await authority.findNumber(NUMBER_QUERY, call)).toEqual({ kind: 'found', number: NUMBER });
    await authority.findNumber(NUMBER_QUERY, call);
    expect(asked.map((body) => /customer_vat_number/i.exec(body)?.[0])).toEqual([
      'Customer_VAT_Number',
      'customer_vat_number',
      'customer_vat_number',
    ]);
  });

  test('with one name only where the settings say which', async () => {
    await using server = await answering(422, '');
    const authority = authorityAt(server.address, { informationNames: 'pascal' });
    expect(await resultOf(authority.findNumber(NUMBER_QUERY, call))).toMatchObject(
      thrown('transport/schema-refused', 'report-bug'),
    );
    expect(server.received()).not.toContain('customer_vat_number');
  });

  test.each(['', 'IL-2026-1', '1'.repeat(31), '000'])('nothing, where %j is no number', async (text) => {
    await using server = await answering(200, '{}');
    const query = { ...DETAILS_QUERY, number: text };
    expect(await resultOf(authorityAt(server.address).findDetails(query, call))).toMatchObject(
      thrown('transport/invalid-query', 'fix-document'),
    );
    expect(server.received()).toBe('');
  });
});

describe('details', () => {
  test('names in lower case, unknown fields and oddities are survived', async () => {
    const message = {
      vat_number: 18,
      union_vat_number: 0,
      customer_vat_number: null,
      invoice_reference_number: 888,
      invoice_date: '2023-02-30',
      payment_amount: 0.1 + 0.2,
      vat_amount: 999_999_999_999.99,
      payment_amount_including_vat: '12.30',
      novelty: { a: 1 },
      items: [null, { quantity: -2, price_per_unit: '1.0050', description: '  ' }],
    };
    expect(await details(200, { status: 200, message })).toEqual({
      kind: 'found',
      details: {
        vatNumber: '000000018',
        reference: '888',
        vat: 99_999_999_999_999,
        gross: 1230,
        items: [{ quantity: '-2', pricePerUnit: '1.0050' }],
      },
    });
  });

  test('the supplier is needed', async () => {
    const body = { Status: 200, Message: 'For correct information please send VAT number' };
    expect(await details(200, body)).toEqual({ kind: 'supplier-needed' });
  });

  test.each([
    ['no object', 200, '<html>'],
    ['nothing', 200, {}],
    ['a status alone', 200, { Status: 200 }],
    ['a sentence that nobody documented', 200, { Status: 200, Message: 'Back at noon' }],
    ['an invoice of which nothing is known', 200, { Status: 200, Message: { Items: [] } }],
    ['an invoice under 400', 400, { Message: { Vat_Number: 18 } }],
    ['an invoice that is none, by its status', 200, { Status: 500, Message: { Vat_Number: 18 } }],
  ])('%s is thrown, and never taken for "not found"', async (_name, status, body) => {
    expect(await details(status, body)).toMatchObject(thrown('transport/unreadable-answer', 'retry'));
  });
});

describe('a number', () => {
  test.each([
    ['0', { Status: 200, Message: 'x', Confirmation_Number: 0 }],
    ['the text 0', { Status: 200, Confirmation_Number: '0' }],
    ['none', { Status: 200, Message: 'Cannot retrieve information' }],
    ['null', { status: 200, message: 'Cannot retrieve information', confirmation_number: null }],
  ])('%s is not found', async (_name, body) => {
    expect(await number(200, body)).toEqual({ kind: 'not-found', faults: [] });
  });

  test.each([
    ['of 26 digits', NUMBER],
    ['that is still exact', '202406271'],
    ['with an exponent', '2.0240704061109183e25'],
  ])('as a JSON number %s is not handed on', async (_name, digits) => {
    expect(await number(200, `{"Status":200,"Message":"x","Confirmation_Number":${digits}}`)).toMatchObject(
      thrown('transport/number-not-text', 'report-bug'),
    );
  });

  test.each([
    ['in a sentence only', { Status: 200, Message: `number is: ${NUMBER}` }],
    ['of letters', { Status: 200, Confirmation_Number: 'IL-1' }],
    ['true', { Status: 200, Confirmation_Number: true }],
    ['under another status', { Status: 500, Confirmation_Number: NUMBER }],
  ])('%s is thrown', async (_name, body) => {
    expect(await number(200, body)).toMatchObject(thrown('transport/unreadable-answer', 'retry'));
  });

  test('zeros in front belong to it', async () => {
    expect(await number(200, { Status: 200, Confirmation_Number: '000000018' })).toMatchObject({ number: '000000018' });
  });
});

describe.each([
  ['details', details],
  ['a number', number],
])('%s, refused', (_name, ask) => {
  test('472 is not found', async () => {
    expect(await ask(400, listed({ code: 472, param: 'body' }))).toMatchObject({
      kind: 'not-found',
      faults: [{ code: 'authority/472' }],
    });
  });

  test('any other error is thrown, with what to do', async () => {
    expect(await ask(400, listed({ code: 472 }, { code: 432 }))).toMatchObject({
      kind: 'thrown',
      cause: {
        code: 'transport/look-up-refused',
        remedy: 'fix-document',
        message: expect.stringContaining('472, 432'),
      },
    });
    const older = {
      Status: 200,
      Message: [{ Errors: [{ Code: 432, Location: 'validation' }] }],
      Confirmation_Number: 0,
    };
    expect(await ask(200, older)).toMatchObject(thrown('transport/look-up-refused', 'fix-document'));
  });

  test('406 is about the permission of the customer', async () => {
    const result = await ask(406, { status: 406, message: 'Not Acceptable', error_id: 'e-6' });
    expect(result).toMatchObject({
      cause: {
        code: 'transport/no-permission-for-customer',
        remedy: 'fix-config',
        authorityErrorId: 'e-6',
        text: { he: expect.stringContaining('אימות מספר הקצאה בחשבונית ספק') },
      },
    });
  });

  test('500 is thrown, for a look-up changes nothing', async () => {
    expect(await ask(500, '')).toMatchObject(thrown('transport/server-error', 'retry'));
  });
});
