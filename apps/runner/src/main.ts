#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that a second start reads compiled code.
enableCompileCache();

// A reader that has seen enough (`ishur list | head`) closes the pipe, and a disk may be full: then nothing more is shown, and
// what is being done goes on to its end. Asks that are on the wire are not dropped for the sake of a line of output.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') outputFailed = true;
});
process.stderr.on('error', () => {});
let outputFailed = false;

const { runCli } = await import('./run-cli.ts');
const code = await runCli();
process.exitCode = outputFailed && code === 0 ? 75 : code;
