import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder, decodeText } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import { encodeText } from './encode-text.ts';
import { byteOrderMarkOf, ENCODING_NAMES } from './text-encoding.ts';
import type { EncodingName } from './text-encoding.ts';

const HEBREW = 'חשבונית מס,כהן ובניו בע"מ,1234.50\r\n';

function encode(text: string, name: EncodingName): Uint8Array {
  const result = encodeText(text, name);
  if (result.kind !== 'encoded') throw new Error(`unencodable: ${result.characters.join(' ')}`);
  return result.bytes;
}

describe('encoding and decoding', () => {
  it.each(ENCODING_NAMES)('brings Hebrew back from %s', (name) => {
    expect(decodeText(encode(HEBREW, name), name)).toBe(HEBREW);
  });

  it('puts alef and tav where the code pages have them', () => {
    expect([...encode('את', 'windows-1255')]).toEqual([0xe0, 0xfa]);
    expect([...encode('את', 'iso-8859-8')]).toEqual([0xe0, 0xfa]);
    expect([...encode('את', 'cp862')]).toEqual([0x80, 0x9a]);
    expect([...encode('א', 'utf-16le')]).toEqual([0xd0, 0x05]);
    expect([...encode('₪״׳', 'windows-1255')]).toEqual([0xa4, 0xd8, 0xd7]);
  });

  it.each(['cp862', 'iso-8859-8'] as const)('reports what %s lacks, once each, and writes no question mark', (name) => {
    expect(encodeText('5 ₪ ועוד ₪, ״כהן״ 😀', name)).toEqual({ kind: 'unencodable', characters: ['₪', '״', '😀'] });
  });

  it('reports half a surrogate pair instead of writing a replacement character', () => {
    expect(encodeText('א\ud83d', 'utf-8')).toEqual({ kind: 'unencodable', characters: ['\ud83d'] });
  });

  it.each(['windows-1255', 'iso-8859-8', 'cp862'] as const)('copies every byte of %s, also undefined ones', (name) => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect([...encode(decodeText(bytes, name), name)]).toEqual([...bytes]);
  });

  it.each(ENCODING_NAMES)('decodes %s in pieces of any size as in one', (name) => {
    const bytes = encode(HEBREW, name);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (size) => {
        const decoder = createDecoder(name);
        let text = '';
        for (let start = 0; start < bytes.length; start += size)
          text += decoder.write(bytes.subarray(start, start + size));
        expect(text + decoder.end()).toBe(HEBREW);
      }),
    );
  });

  it('refuses bytes that are not UTF-8, and a character cut off at the end', () => {
    expect(() => decodeText(encode(HEBREW, 'windows-1255'), 'utf-8')).toThrow(TypeError);
    expect(() => decodeText(encode('א', 'utf-8').subarray(0, 1), 'utf-8')).toThrow(TypeError);
  });

  it('drops a byte order mark', () => {
    for (const name of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      const mark = byteOrderMarkOf({ name, byteOrderMark: true });
      expect(decodeText(Buffer.concat([mark, encode(HEBREW, name)]), name)).toBe(HEBREW);
    }
  });
});

describe('what others say of the same bytes', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  /** CP862.TXT of the Unicode consortium, 80 to FF. */
  const CP862 =
    'אבגדהוזחטיךכלםמןנסעףפץצקרשת¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

  it('is the table of the Unicode consortium for CP862', () => {
    expect(decodeText(bytes.subarray(128), 'cp862')).toBe(CP862);
  });

  // Not ours, and not of iconv-lite, from which our tables come: the decoders that Node has from ICU.
  it.each(['windows-1255', 'iso-8859-8', 'utf-8', 'utf-16le', 'utf-16be'] as const)(
    'is what ICU makes of %s',
    (name) => {
      const text = name.startsWith('utf') ? `${HEBREW}₪ – 😀` : HEBREW;
      const encoded = encode(text, name);
      expect(new TextDecoder(name, { fatal: true }).decode(encoded)).toBe(text);
      if (name.startsWith('utf')) return;
      for (const byte of bytes) {
        const theirs = new TextDecoder(name).decode(Uint8Array.of(byte));
        // What neither assigns we keep, to give it back; they do not.
        const ours = decodeText(Uint8Array.of(byte), name);
        if (theirs !== '\ufffd' && !/[\ue000-\uf8ff]/u.test(ours)) expect([byte, ours]).toEqual([byte, theirs]);
      }
    },
  );

  it('is the same however the bytes are cut, surrogates and all', () => {
    const part = fc.constantFrom('א', 'ש"ח', '😀', '₪', 'a', '\r\n', '\ud83d\udc68\u200d\ud83d\udc69');
    const name = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be');
    fc.assert(
      fc.property(fc.array(part), name, fc.array(fc.nat(60)), fc.boolean(), (parts, encoding, cuts, byteOrderMark) => {
        const text = parts.join('');
        const whole = Buffer.concat([byteOrderMarkOf({ name: encoding, byteOrderMark }), encode(text, encoding)]);
        const decoder = createDecoder(encoding);
        let [decoded, from] = ['', 0];
        for (const cut of cuts.toSorted((one, other) => one - other)) {
          decoded += decoder.write(whole.subarray(from, cut));
          from = Math.max(from, Math.min(cut, whole.length));
        }
        expect(decoded + decoder.write(whole.subarray(from)) + decoder.end()).toBe(text);
      }),
    );
  });

  it.each([
    ['utf-16le', [0x3d, 0xd8, 0x41, 0x00]],
    ['utf-16be', [0xd8, 0x3d, 0x00, 0x41]],
    ['utf-16be', [0x05]],
    ['utf-8', [0xf0, 0x9f, 0x98]],
  ] as const)('refuses a broken character of %s, also between two pieces', (name, broken) => {
    const decoder = createDecoder(name);
    expect(() => {
      for (const byte of broken) decoder.write(Uint8Array.of(byte));
      decoder.end();
    }).toThrow(TypeError);
  });
});

describe('detectEncoding', () => {
  it.each([
    ['utf-8', 'utf-8'],
    ['windows-1255', 'windows-1255'],
    ['iso-8859-8', 'windows-1255'],
    ['cp862', 'cp862'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
  ] as const)('takes %s for %s', (written, detected) => {
    expect(detectEncoding(encode(HEBREW, written))).toEqual({ name: detected, byteOrderMark: false });
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('believes the byte order mark of %s', (name) => {
    const encoding = { name, byteOrderMark: true };
    expect(detectEncoding(Buffer.concat([byteOrderMarkOf(encoding), encode(HEBREW, name)]))).toEqual(encoding);
  });

  it('knows UTF-8 from a sample that ends inside a character', () => {
    const bytes = encode(HEBREW, 'utf-8');
    expect(detectEncoding(bytes.subarray(0, 3))?.name).toBe('utf-8');
  });

  it.each(['utf-16le', 'utf-16be'] as const)(
    'tells %s without a mark, of English alone and cut in a character',
    (name) => {
      for (const text of ['type,number\r\n305,1001\r\n', HEBREW.repeat(40), '₪ 5 – כהן', 'א,"ב"\n'.repeat(9)]) {
        const bytes = encode(text, name);
        expect(detectEncoding(bytes)).toEqual({ name, byteOrderMark: false });
        expect(detectEncoding(bytes.subarray(0, -1))).toEqual({ name, byteOrderMark: false });
      }
    },
  );

  it('is not misled by a shekel sign or a dash', () => {
    expect(detectEncoding(encode('סכום – 5 ₪', 'windows-1255'))?.name).toBe('windows-1255');
  });

  it('calls UTF-8 with a broken byte UTF-8, so that decoding it says where', () => {
    const bytes = Buffer.concat([encode(HEBREW, 'utf-8'), Buffer.from([0xe0, 0x2c]), encode(HEBREW, 'utf-8')]);
    expect(detectEncoding(bytes)).toEqual({ name: 'utf-8', byteOrderMark: false });
  });

  it('says no to what is no text', () => {
    expect(detectEncoding(Buffer.from('a,b\0c\n'))).toBeUndefined();
    expect(detectEncoding(Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256))).toBeUndefined();
    expect(detectEncoding(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toBeUndefined();
    expect(detectEncoding(Uint8Array.from([0x41, 0xfc, 0xc8]))).toBeUndefined();
  });
});
