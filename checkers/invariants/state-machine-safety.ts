/**
 * State machine safety: no two servers apply different entries at the same index (Ongaro and
 * Ousterhout 2014, Figure 3, section 5.4.3). Also a server that forgot what it applied, and applies
 * something else, breaks it.
 */

import type { Trace } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';
import { atText, commandText, notesWith, numberOf, verdictOf } from './notes.js';
import type { Breach, Noted } from './notes.js';

const NAME = 'state-machine-safety';

/**
 * One committed entry an index, by the notes `commit { index, term, command }`. Linear; legal where
 * there are none.
 */
export const stateMachineSafety: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const commits = notesWith(trace, 'commit', ['index', 'term']);
  const known = new Map<number, Noted>();
  for (const committed of commits) {
    const index = numberOf(committed, 'index');
    const first = known.get(index);
    if (first === undefined) known.set(index, committed);
    else if (differ(first, committed)) {
      return verdictOf(trace, NAME, commits.length, describe(first, committed, index));
    }
  }
  return verdictOf(trace, NAME, commits.length, undefined);
}

function differ(first: Noted, second: Noted): boolean {
  return (
    numberOf(first, 'term') !== numberOf(second, 'term') ||
    first.note.data['command'] !== second.note.data['command']
  );
}

function describe(first: Noted, second: Noted, index: number): Breach {
  const sentence = (noted: Noted): string =>
    `At ${atText(noted)} ${noted.note.node} applied command ` +
    `${commandText(noted)} of term ${numberOf(noted, 'term')} ` +
    `as entry ${index}.`;
  return {
    witnesses: [first, second],
    anomaly: {
      kind: NAME,
      message: `two different entries were committed at index ${index}`,
      explanation: [
        sentence(first),
        sentence(second),
        'What is committed once stays: every server must apply the same entry at this index.',
      ],
    },
  };
}
