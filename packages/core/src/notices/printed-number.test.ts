import { describe, expect, it } from 'vitest';
import { parseAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import { printedNumber } from './printed-number.ts';

describe('a number on a document', () => {
  it.each([
    ['20240627231846297178091822', '20240627231846297', '178091822'],
    ['20260701090000000034441857', '20260701090000000', '034441857'],
    ['178091822', '', '178091822'],
    ['1234', '', '1234'],
  ])('%s has %s before its emphasised digits %s', (text, before, emphasised) => {
    const number = parseAllocationNumber(text) as AllocationNumber;
    expect(printedNumber(number)).toEqual({ heading: 'הקצאה מספר:', before, emphasised });
  });
});
