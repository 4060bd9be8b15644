import { runCommand } from '../workspace/run-command.ts';

export interface TreeState {
  /** What a person is shown: one line a file. */
  readonly status: string;
  /** What is compared: the status, and every changed byte of what git follows. */
  readonly everything: string;
}

/** What git sees of the working tree. It is equal before and after the gates when none of them wrote into it. */
export async function treeState(root: string): Promise<TreeState> {
  const status = await runCommand({ file: 'git', arguments: ['status', '--porcelain', '--untracked-files=all'] }, root);
  const changes = await runCommand({ file: 'git', arguments: ['diff', 'HEAD', '--binary'] }, root);
  return { status: status.output, everything: `${status.output}\n${changes.output}` };
}
