/** What the server says. `text` is sent as it stands. */
export interface Said {
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(value: unknown, status = 200): Said {
  return { status, text: JSON.stringify(value), type: 'application/json;odata.metadata=minimal' };
}

/** The envelope of OData, in the language of the address. */
export function refusal(status: number, message: string): Said {
  return json({ error: { code: '', message } }, status);
}

/** The envelope of Priority's own screens. */
export function screenError(form: string, text: string): Said {
  return json({ [form]: { InterfaceErrors: { text: `Line 1- ${text}` } } }, 400);
}

export const API_CLOSED = 'לא ניתן להפעיל API למסך זה';
export const NO_LICENCE = 'אין רישיון לשימוש ב-REST API';
export const NO_PERMISSION = 'אין לך הרשאה מתאימה לעדכון במסך זה';
export const READ_ONLY = 'שדה לקריאה בלבד, לא ניתן לעדכן';
export const SCREEN_REFUSED = 'התקופה סגורה לעדכון';
