import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectHebrewOrder, reorderHebrew } from './hebrew-order.ts';

const NAMES = [
  'אלון שירותים',
  'כרם יינות בע"מ',
  'מנכ"ל מסחר',
  'סוג מסמך',
  'מספר מסמך',
  'תאריך',
  'כהן ובניו',
  'לקוח פרטי',
];

describe('the order of Hebrew', () => {
  it.each([
    ['12.50 ח"ש', 'ש"ח 12.50'],
    ['(ןולא) הרבח', 'חברה (אלון)'],
    ['%18 מ"עמ', 'מע"מ %18'],
    ['18% מ"עמ', 'מע"מ 18%'],
    ['2026 ינויב 15', '15 ביוני 2026'],
    ['office@acme.example ןולא', 'אלון office@acme.example'],
    ['12/06/2026 ךיראת', 'תאריך 12/06/2026'],
  ])('"%s" is "%s" as it is spoken', (visual, logical) => {
    expect(reorderHebrew(visual)).toBe(logical);
    expect(reorderHebrew(logical)).toBe(visual);
  });

  it('comes back whatever the text, when it is turned twice', () => {
    const character = fc.constantFrom(...Array.from('אבכךלםמןנ 12.,%$-()[]<>"\'/AZaz₪😀'));
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), (characters) => {
        const text = characters.join('');
        expect(reorderHebrew(reorderHebrew(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('is told by the letters that end words, and by those that do not', () => {
    expect(detectHebrewOrder(NAMES.join('\n'))).toBe('logical');
    expect(detectHebrewOrder(NAMES.map(reorderHebrew).join('\n'))).toBe('visual');
    const without = ['מסחר', 'כסף', 'מאפיה', 'נגריה', 'מכולת'].filter((word) => !/[ךםןףץ]/u.test(word)).join(' ');
    expect(detectHebrewOrder(without)).toBe('logical');
    expect(detectHebrewOrder(reorderHebrew(without))).toBe('visual');
  });

  it.each(['דוד', 'לוי בעמ, דוד בעמ, אביב בעמ, גיל בעמ', 'בע"מ בע"מ בע"מ', '', 'plain 12', 'מכ מנ'])(
    'is not guessed from «%s»',
    (text) => {
      expect(detectHebrewOrder(text)).toBeUndefined();
    },
  );
});
