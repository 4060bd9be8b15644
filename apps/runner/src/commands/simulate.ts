import { once } from 'node:events';
import { IshurError } from '@ishur/contract';
import { startSimulator } from '@ishur/simulator';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Language } from '../language.ts';

/** `ishur simulate`: the authority's double, until it is stopped. */
export async function simulate(
  context: CliContext,
  options: { readonly port: string; readonly json?: boolean; readonly lang: Language },
): Promise<number> {
  const port = Number(options.port);
  if (!/^\d{1,5}$/.test(options.port) || port > 65_535) {
    context.err(
      `--port ${options.port}: ${{ he: 'יש לתת מספר בין 0 ל-65535', en: 'expected a number from 0 to 65535' }[options.lang]}\n`,
    );
    return EXIT.usage;
  }
  await using simulator = await startSimulator({ port }).catch((cause: unknown) => {
    throw portTaken(port, cause);
  });
  if (options.json === true) context.json({ address: simulator.address });
  else {
    const words = {
      he: `הסימולטור של רשות המסים מקשיב ב-${simulator.address}\nבקובץ ההגדרות: authority: { tier: simulator, url: "${simulator.address}" }\nעוסקים שהוא מכיר: 777777715 (מקבל מספר), 777777723, 777777731, 777777749 (מעוכבים)\nמה נשאל ממנו: ${simulator.address}/__simulator/asked\nלעצירה: Ctrl+C\n`,
      en: `The simulator of the Tax Authority listens on ${simulator.address}\nIn the configuration: authority: { tier: simulator, url: "${simulator.address}" }\nDealers that it knows: 777777715 (allocated), 777777723, 777777731, 777777749 (held)\nWhat it was asked: ${simulator.address}/__simulator/asked\nStop it with Ctrl+C\n`,
    };
    context.out(words[options.lang]);
  }
  if (!context.signal.aborted) await once(context.signal, 'abort');
  return EXIT.success;
}

function portTaken(port: number, cause: unknown): IshurError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new IshurError({
    code: 'cli/cannot-listen',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן להקשיב בפורט ${port} (${detail}). בחרו פורט אחר עם --port.`,
      en: `Cannot listen on port ${port} (${detail}). Choose another with --port.`,
    },
    cause,
  });
}
