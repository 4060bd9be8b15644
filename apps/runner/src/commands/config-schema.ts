import { installedAdapters } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { configurationJsonSchema } from '../configuration/json-schema.ts';
import { configurationIfThere } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';

/** `ishur config schema`: the JSON Schema of a configuration for this distribution, its adapters included. */
export async function configSchema(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await configurationIfThere(context.folder, options.config);
  const folder = configuration?.folder ?? context.folder;
  const installed = await installedAdapters(context.adapters, configuration?.adapters ?? [], folder);
  context.json(await configurationJsonSchema(installed.map(({ adapter }) => adapter)));
  return EXIT.success;
}
