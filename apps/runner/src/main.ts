#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that a second start reads compiled code.
enableCompileCache();

const { runCli } = await import('./run-cli.ts');
process.exitCode = await runCli();
