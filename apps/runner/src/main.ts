#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that a second start reads compiled code.
enableCompileCache();

// A reader that has seen enough (`ishur list | head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { runCli } = await import('./run-cli.ts');
process.exitCode = await runCli();
