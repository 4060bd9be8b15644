/**
 * Compares the public API of the contract with the reports in packages/contract/etc, and fails when they differ.
 * `--update` writes them (`pnpm api:update`), so that a review sees what changed. Run it after the build.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { temporaryFolder } from '../workspace/temporary-folder.ts';

const reports = [
  { entryPoint: 'dist/index.d.ts', report: 'contract' },
  { entryPoint: 'dist/v1/index.d.ts', report: 'contract-v1' },
];

const update = process.argv.includes('--update');
const folder = join(process.cwd(), 'packages/contract');
const reportFolder = join(folder, 'etc');
mkdirSync(reportFolder, { recursive: true });
using temporary = temporaryFolder('api-report');

const changed = reports.filter(({ entryPoint, report }) => isChanged(join(folder, entryPoint), report));
if (changed.length > 0 && !update) {
  console.error('If the change is meant, run `pnpm build` and `pnpm api:update`, and commit the report.');
  process.exitCode = 1;
}

function isChanged(entryPoint: string, report: string): boolean {
  if (!existsSync(entryPoint)) throw new Error(`${entryPoint} is missing: run \`pnpm build\` first.`);
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: entryPoint,
      compiler: { tsconfigFilePath: join(folder, 'tsconfig.json') },
      apiReport: { enabled: true, reportFileName: report, reportFolder, reportTempFolder: temporary.path },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        // Only the report is the gate. Remarks would stand in it with line numbers, which change without the API.
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const result = Extractor.invoke(config, { localBuild: update, printApiReportDiff: true });
  if (result.errorCount > 0) throw new Error(`${report}: ${String(result.errorCount)} errors in ${entryPoint}.`);
  const state = result.apiReportChanged ? (update ? 'written' : 'differs from what was built') : 'up to date';
  console.log(`packages/contract/etc/${report}.api.md: ${state}`);
  return result.apiReportChanged;
}
