/**
 * Where two runs of one scenario part: the first record that differs, in what it says or in what
 * was noted or answered there.
 */

import type { Run } from '../simulator/simulate.js';
import { describeTrace, firstDifference } from '../trace/describe.js';

/** The first difference between two runs, in words. Linear. */
export function divergence(first: Run, second: Run): string {
  const lines = [first, second].map(describedRun) as [string[], string[]];
  return firstDifference(...lines) || 'the size or the delay of a message';
}

function describedRun(run: Run): string[] {
  const lines = describeTrace(run.trace, Infinity);
  const answers = new Map(run.operations.map(({ id }, at) => [id, at]));
  return lines.map((line, at) => {
    const { kind, id } = run.trace.record(at);
    if (kind === 'note') return `${line} ${JSON.stringify(run.trace.notes[id]?.data)}`;
    const operation =
      kind === 'complete' ? run.history.operations[answers.get(id) ?? -1] : undefined;
    if (operation === undefined) return line;
    return `${line} ${JSON.stringify(operation.output ?? operation.error ?? null)}`;
  });
}
