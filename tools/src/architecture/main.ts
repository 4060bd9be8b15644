/** Prints every finding and fails when there is one. Run it after the build: it asks for what `exports` names. */
import { checkArchitecture } from './check-architecture.ts';
import { formatFinding } from './finding.ts';

const findings = checkArchitecture(process.cwd(), { built: true });
for (const finding of findings) console.error(formatFinding(finding));
console.log(`${String(findings.length)} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
