/** One system call of a trace, with the places in the trace at which it began and ended. */
export interface SystemCall {
  readonly name: string;
  /** What strace printed between the brackets: descriptors with their files or sockets, and the bytes. */
  readonly text: string;
  readonly result: string;
  readonly began: number;
  readonly ended: number;
}

const WHOLE = /^(\d+)\s+(\w+)\((.*)\)\s+=\s+(.*)$/;
const BEGUN = /^(\d+)\s+(\w+)\((.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+=\s+(.*)$/;

/** Reads what `strace -f` wrote. A call that another thread's line interrupts is one call again. In order of their ends. */
export function parseTrace(trace: string): readonly SystemCall[] {
  const calls: SystemCall[] = [];
  const open = new Map<string, { readonly name: string; readonly text: string; readonly began: number }>();
  for (const [line, content] of trace.split('\n').entries()) {
    const whole = WHOLE.exec(content);
    const begun = BEGUN.exec(content);
    const resumed = RESUMED.exec(content);
    if (begun !== null) {
      const [, process = '', name = '', text = ''] = begun;
      open.set(process, { name, text, began: line });
    } else if (resumed !== null) {
      const [, process = '', name = '', text = '', result = ''] = resumed;
      const first = open.get(process);
      open.delete(process);
      calls.push({ name, text: `${first?.text ?? ''}${text}`, result, began: first?.began ?? line, ended: line });
    } else if (whole !== null) {
      const [, , name = '', text = '', result = ''] = whole;
      calls.push({ name, text, result, began: line, ended: line });
    }
  }
  return calls;
}

/** The file or socket behind the first argument: `21<ishur.db-wal>` is `ishur.db-wal`, and `24<TCP:[…]>` is `TCP:[…]`. */
export function descriptorOf({ text }: SystemCall): string {
  return /^\d+<(TCP[^\]]*\]|[^>]*)>/.exec(text)?.[1] ?? '';
}
