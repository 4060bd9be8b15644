import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, documentType } from './document-types.ts';

function codesWhere(field: 'allocatable' | 'accepted' | 'inUniformFile'): readonly number[] {
  return DOCUMENT_TYPES.filter((type) => type[field]).map((type) => type.code);
}

describe('the types of documents', () => {
  it('have a code each, in rising order', () => {
    const codes = DOCUMENT_TYPES.map((type) => type.code);
    expect(codes).toEqual([...new Set(codes)].toSorted((one, other) => one - other));
  });

  it('that get a number are those with «כן» in table 2.5, and 340 of its English edition', () => {
    expect(codesWhere('allocatable')).toEqual([305, 310, 320, 332, 340, 345, 348]);
  });

  it('that Approval v2 takes are exactly its enum', () => {
    expect(codesWhere('accepted')).toEqual([300, 305, 310, 320, 330, 332, 340, 345, 348]);
  });

  it('that get a number are all taken by Approval v2', () => {
    for (const type of DOCUMENT_TYPES) expect(!type.allocatable || type.accepted, String(type.code)).toBe(true);
  });

  it('that only the API knows are 331, 332 and 348; the others stand in appendix 1 of the uniform file', () => {
    expect(DOCUMENT_TYPES.filter((type) => !type.inUniformFile).map((type) => type.code)).toEqual([331, 332, 348]);
    expect(codesWhere('inUniformFile')).toEqual([
      100, 200, 205, 210, 300, 305, 310, 320, 330, 340, 345, 400, 405, 410, 420, 500, 600, 610, 700, 710, 800, 810, 820,
      830, 840, 900, 910,
    ]);
  });

  it('have a name of their own in Hebrew and in English', () => {
    for (const { name } of DOCUMENT_TYPES) {
      expect(name.he).toMatch(/^[א-ת][א-ת /-]+( I)?$/);
      expect(name.en).toMatch(/^[a-z][A-Za-z -]+$/);
    }
    expect(new Set(DOCUMENT_TYPES.map((type) => type.name.he)).size).toBe(DOCUMENT_TYPES.length);
    expect(new Set(DOCUMENT_TYPES.map((type) => type.name.en)).size).toBe(DOCUMENT_TYPES.length);
  });

  it('are found by their code', () => {
    expect(documentType(305)).toMatchObject({ code: 305, name: { he: 'חשבונית מס', en: 'tax invoice' } });
    expect(documentType(332)).toMatchObject({ code: 332, allocatable: true });
    for (const code of [0, 306, 301, 999, -305, 305.5, Number.NaN]) expect(documentType(code)).toBeUndefined();
  });
});
