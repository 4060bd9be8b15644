#!/usr/bin/env node
// Only what every Node understands: an older one reads this file, and is told what it lacks instead of a syntax error.
'use strict';

const NEEDED = 24;

if (parseInt(process.versions.node, 10) < NEEDED) {
  const environment = process.env;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  const found = process.versions.node;
  console.error(
    /^(he|iw)/i.test(locale)
      ? 'אישור דורש Node.js בגרסה ' + NEEDED + ' ומעלה, וכאן מותקנת ' + found + '. התקינו גרסה חדשה והריצו שוב.'
      : 'Ishur needs Node.js ' +
          NEEDED +
          ' or newer, and this is ' +
          found +
          '. Install a newer one and run this again.',
  );
  process.exitCode = 78;
} else {
  require('./start.cjs');
}
