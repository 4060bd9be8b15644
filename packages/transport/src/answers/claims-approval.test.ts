import { describe, expect, test } from 'vitest';
import { claimsApproval } from './claims-approval.ts';

describe('what looks like an approval', () => {
  test.each([
    '{"approved":true}',
    '{"Approved" : "True"}',
    '{"approved":1}',
    '{"approved":[true]}',
    String.raw`{"\u0061pproved":true}`,
    '{"confirmation_number":"20260630120000000000000001"}',
    '{"Confirmation_Number": 20260630120000000000000001}',
    '{"confirmation_number":["0020"]}',
    '<html>{"approved":true',
  ])('%s', (body) => {
    expect(claimsApproval(body)).toBe(true);
  });
});

describe('what does not', () => {
  test.each([
    '',
    '{"approved":false,"confirmation_number":"0"}',
    '{"approved":null,"confirmation_number":null}',
    '{"confirmation_number":["000"]}',
    '{"message":"Invoice approved"}',
    '<!doctype html><title>Please wait</title>',
  ])('%s', (body) => {
    expect(claimsApproval(body)).toBe(false);
  });
});

test('a body of blanks is read in the time that its length takes', () => {
  const blanks = ' '.repeat(1024 * 1024);
  for (const name of ['approved', 'confirmation_number']) {
    // Where the time grew with the square of the length, this took most of an hour.
    expect(claimsApproval(`{"${name}"${blanks}:${blanks}"${blanks}null}`)).toBe(false);
  }
});
