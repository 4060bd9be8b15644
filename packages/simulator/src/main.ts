#!/usr/bin/env node
import { runCommand } from './command-line/run-command.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
// A reader that has seen enough closes the pipe; the simulator goes on.
process.stdout.on('error', () => {});

process.exitCode = await runCommand({
  argv: process.argv.slice(2),
  environment: process.env,
  folder: process.cwd(),
  signal: stop.signal,
  out: (text) => void process.stdout.write(text),
  json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  err: (text) => void process.stderr.write(text),
});
