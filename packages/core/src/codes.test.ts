import { describe, expect, it } from 'vitest';
import type { LocalizedMessage } from '@ishur/contract';
import { REASONS, reason } from './decide/reasons.ts';
import type { ReasonCode } from './decide/reasons.ts';
import { DOCUMENT_FAULTS, documentFault } from './document-faults.ts';
import type { DocumentFaultCode } from './document-faults.ts';

const HEBREW = /[\u0590-\u05ff]/;

/** Every sentence of core, with the details that it asks for filled in. */
const SENTENCES: readonly { readonly code: string; readonly source: string; readonly message: LocalizedMessage }[] = [
  ...Object.entries(REASONS).map(([code, entry]) => ({
    code,
    source: entry.source,
    message: entry.message((name) => `<${name}>`),
  })),
  ...Object.entries(DOCUMENT_FAULTS).map(([code, entry]) => ({
    code,
    source: entry.source,
    message: entry.message('<found>', '<expected>'),
  })),
];

describe('every reason and every fault', () => {
  it('is told by a code of its own', () => {
    const codes = SENTENCES.map((sentence) => sentence.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of Object.keys(REASONS)) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const code of Object.keys(DOCUMENT_FAULTS)) expect(code).toMatch(/^(document|asker)\/[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it.each(SENTENCES)('$code says it in Hebrew and in English, and names its source', ({ message, source }) => {
    expect(message.he).toMatch(HEBREW);
    expect(message.en).toMatch(/[a-z]/);
    expect(message.en).not.toMatch(HEBREW);
    for (const text of [message.he, message.en]) {
      expect(text).toMatch(/[.]$/);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|\(\)| {2}|\s$/);
    }
    expect(source.trim()).not.toBe('');
    expect(source).not.toMatch(/https?:/);
  });

  it.each(SENTENCES)('$code quotes the same details in both languages', ({ message }) => {
    // A type's name stands in its own language.
    const quoted = (text: string): string[] => [...text.matchAll(/<(\w+?)(?:He|En)?>/g)].map((match) => match[1] ?? '');
    expect(quoted(message.he).toSorted()).toEqual(quoted(message.en).toSorted());
  });

  it.each(SENTENCES)('$code keeps English words out of its Hebrew', ({ message }) => {
    const words = message.he.replaceAll(/<\w+>/g, '').match(/[A-Za-z]+/g) ?? [];
    // "I" is the name of a kind of invoice; the others are keys of the configuration file.
    expect(words.filter((word) => !['I', 'operator', 'name'].includes(word))).toEqual([]);
  });

  it('is made under the code by which it is asked for', () => {
    for (const code of Object.keys(REASONS) as ReasonCode[]) {
      const made = reason(code);
      expect(made).toMatchObject({ code, source: REASONS[code].source });
      expect(`${made.message.he}${made.message.en}`).not.toContain('undefined');
    }
    for (const code of Object.keys(DOCUMENT_FAULTS) as DocumentFaultCode[]) {
      const fault = documentFault(code, 'reference', {});
      expect(fault).toMatchObject({ code, path: 'reference' });
      expect(`${fault.message.he}${fault.message.en}`).not.toContain('undefined');
    }
  });
});
