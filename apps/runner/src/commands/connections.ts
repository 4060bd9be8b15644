import { connectionReminder } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { connectionIdOf } from '../connection/connection-id.ts';
import { openVault } from '../connection/open-vault.ts';
import { EXIT } from '../exit-codes.ts';
import { renderTable } from '../output/table.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur connections`: who is logged in, and for how long still. */
export async function connections(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  await using vault = await openVault(configuration, context, 'ishur connections');
  const rows: string[][] = [];
  let exitCode: number = EXIT.success;
  for (const business of businesses) {
    const kept = await vault.read(connectionIdOf(configuration, business));
    const { status } = kept ?? {};
    const reminder = status === undefined ? undefined : connectionReminder(status, context.clock.now());
    if (reminder === undefined || reminder.level === 'expired' || reminder.level === 'login-needed') {
      // The simulator takes anybody.
      if (configuration.authority.tier !== 'simulator' || status !== undefined) exitCode = EXIT.configuration;
    }
    if (options.json === true) {
      context.json({
        business: business.id,
        vatNumber: business.vatNumber,
        tier: configuration.authority.tier,
        connected: status !== undefined,
        ...status,
        ...reminder,
      });
      continue;
    }
    const never = WORDS.never[configuration.authority.tier === 'simulator' ? 'simulator' : 'other'][options.lang];
    rows.push([
      business.id,
      business.vatNumber,
      configuration.authority.tier,
      status === undefined ? '' : status.loggedInAt.slice(0, 10),
      reminder === undefined ? never : reminder.message[options.lang],
    ]);
  }
  if (rows.length > 0) context.out(renderTable(WORDS.head[options.lang], rows, [], context.columns));
  return exitCode;
}

const WORDS = {
  head: {
    he: ['עסק', 'מספר עוסק', 'סביבה', 'התחברות', 'מצב'],
    en: ['business', 'VAT number', 'tier', 'logged in', 'standing'],
  },
  never: {
    simulator: {
      he: 'לא מחובר; הסימולטור מקבל גם בלי התחברות',
      en: 'not connected; the simulator takes asks without a log-in too',
    },
    other: { he: 'לא מחובר. הריצו: ishur connect', en: 'not connected. Run: ishur connect' },
  },
} as const;
