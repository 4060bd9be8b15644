import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../lab.ts';
import type { AssistantAnswers, AssistantRequest, Envelope, Reply } from './assistant-messages.ts';

/** Carries out normal commands and runs simulators, in one process for many cases. */
export interface Assistant extends Disposable {
  /** @throws Error where the assistant's process fails. */
  ask<Kind extends AssistantRequest['kind']>(
    request: Extract<AssistantRequest, { kind: Kind }>,
  ): Promise<AssistantAnswers[Kind]>;
}

export function openAssistant(lab: Lab): Assistant {
  const words = lab.isBuilt ? [lab.root, 'dist', 'js'] : [lab.root, 'src', 'ts'];
  const child = fork(fileURLToPath(import.meta.resolve('./assistant-process.ts')), words, {
    execArgv: lab.isBuilt ? [] : ['--conditions=@ishur/source'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  child.on('message', ({ id, value, failure }: Reply) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) one?.resolve(value);
    else one?.reject(new Error(failure));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The assistant ended with ${String(code)}.`));
  });
  return {
    async ask(request) {
      const one = Promise.withResolvers<unknown>();
      asked += 1;
      waiting.set(asked, one);
      const envelope: Envelope = { id: asked, request };
      child.send(envelope);
      return (await one.promise) as AssistantAnswers[(typeof request)['kind']];
    },
    [Symbol.dispose]() {
      if (child.connected) child.disconnect();
    },
  };
}
