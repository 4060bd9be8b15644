/** What the log-in page shows. Everything in it came from outside. */
export interface ConsentPage {
  readonly clientId: string;
  readonly scope: string;
  readonly dealers: readonly { readonly vatNumber: string; readonly name: string }[];
  /** Parameters of the request, which the form sends along. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly vatNumber: string;
  readonly userName: string;
  readonly problem?: string;
}

/** A page for a person: who logs in, for which dealer, and whether the application may act. Right to left. */
export function consentPage(page: ConsentPage): string {
  const hidden = page.parameters.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const options = page.dealers.map(
    ({ vatNumber, name }) => `<option value="${escaped(vatNumber)}">${escaped(name)}</option>`,
  );
  const problem = page.problem === undefined ? '' : `<p class="problem" role="alert">${escaped(page.problem)}</p>`;
  return `<!doctype html>
<html lang="he" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>סימולטור רשות המסים: הזדהות</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
h1 { font-size: 1.3rem }
.note { background: #fff4ce; padding: .6rem .8rem; border-radius: .4rem }
.problem { background: #fde7e9; padding: .6rem .8rem; border-radius: .4rem }
label { display: block; margin: 1rem 0 .2rem; font-weight: 600 }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #6b7280; border-radius: .3rem }
.buttons { display: flex; gap: .8rem; margin-top: 1.4rem }
button { font: inherit; padding: .6rem 1.4rem; border-radius: .3rem; border: 1px solid #1d4ed8; cursor: pointer }
button[value=approve] { background: #1d4ed8; color: #fff }
button[value=refuse] { background: #fff; color: #1d4ed8 }
.english { color: #57606a; font-size: .9rem }
</style>
</head>
<body>
<h1>הזדהות ואישור גישה</h1>
<p class="note">זהו סימולטור לבדיקות, ולא אתר של רשות המסים. אין להקליד כאן סיסמאות אמיתיות.
<br><span class="english" lang="en" dir="ltr">A simulator for tests, not a site of the Tax Authority. Type no real password.</span></p>
${problem}
<p>היישום <b dir="ltr">${escaped(page.clientId)}</b> מבקש לפעול בשם העוסק מול רשות המסים (<span dir="ltr">${escaped(page.scope)}</span>).
<br><span class="english" lang="en" dir="ltr">This application asks to act on behalf of the dealer.</span></p>
<form method="post">
${hidden.join('\n')}
<label for="vat_number">מספר עוסק <span class="english" lang="en">(dealer number)</span></label>
<input id="vat_number" name="vat_number" list="dealers" inputmode="numeric" dir="ltr" required value="${escaped(page.vatNumber)}">
<datalist id="dealers">
${options.join('\n')}
</datalist>
<label for="user_name">שם המשתמש <span class="english" lang="en">(user)</span></label>
<input id="user_name" name="user_name" required maxlength="25" value="${escaped(page.userName)}">
<div class="buttons">
<button name="decision" value="approve">אישור · Approve</button>
<button name="decision" value="refuse" formnovalidate>סירוב · Refuse</button>
</div>
</form>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
