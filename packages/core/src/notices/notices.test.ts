import { describe, expect, it } from 'vitest';
import { NOTICES, NUMBER_HEADING } from './notices.ts';

describe('the sentences that the authority wants on a document', () => {
  // Copied by hand from the API description 2.0 / 7.2024; nobody may improve them.
  it.each([
    ['no-deduction', 'אין לנכות מס תשומות בגין חשבונית זו', '2.2.2'],
    ['self-invoice', 'בגין חשבונית זו לקוח חייב לדווח חשבונית עצמית', '2.2.2'],
    ['pre-approval', 'לא ניתן לקזז מס תשומות בגין מסמך זה', '2.4'],
  ] as const)('stand word for word: %s', (code, text, section) => {
    expect(NOTICES[code]).toMatchObject({ code, text });
    expect(NOTICES[code].source).toContain(`section ${section}`);
  });

  it('are three, beside what makes a copy one, and the heading of the number ends in a colon', () => {
    expect(NOTICES['certified-copy']).toMatchObject({ code: 'certified-copy', text: 'העתק נאמן למקור' });
    expect(Object.keys(NOTICES)).toHaveLength(4);
    expect(NUMBER_HEADING).toBe('הקצאה מספר:');
  });
});
