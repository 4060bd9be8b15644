import { expect, it } from 'vitest';
import { noticeCell, withoutNotices } from './notice-cell.ts';

const [deduct, later] = [
  { code: 'a', text: 'אין לנכות\r\nמס תשומות' },
  { code: 'b', text: 'ניתן בדיעבד' },
] as const;

it('puts notices into one line, and takes out the ones that are withdrawn', () => {
  const both = noticeCell([deduct, later]);
  expect(both).toBe('אין לנכות מס תשומות · ניתן בדיעבד');
  expect(withoutNotices(both, [deduct])).toBe('ניתן בדיעבד');
  expect(withoutNotices(both, [later])).toBe('אין לנכות מס תשומות');
  expect(withoutNotices(both, [deduct, later])).toBe('');
  expect(withoutNotices(both, [])).toBe(both);
  expect(withoutNotices('של אדם', [deduct])).toBe('של אדם');
  expect(noticeCell([])).toBe('');
});
