#!/usr/bin/env node
import { createAdapter } from './create-adapter.ts';

const isTerminal = process.stdin.isTTY && process.stdout.isTTY;

process.exitCode = await createAdapter({
  argv: process.argv.slice(2),
  environment: process.env,
  // npm runs it in the root of the package around it, and says where the person is.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  ...(isTerminal ? { ask: async (...about) => (await import('./ask.ts')).askForTheRest(...about) } : {}),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
