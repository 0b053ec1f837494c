/**
 * Election safety: at most one leader can be elected in a given term (Ongaro and Ousterhout 2014,
 * Figure 3, section 5.2). A server that leads a term twice, as after a crash, is still one leader.
 */

import type { Trace } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';
import { atText, notesWith, numberOf, verdictOf } from './notes.js';
import type { Breach, Noted } from './notes.js';

const NAME = 'election-safety';

/**
 * At most one leader a term, by the notes `leader { term }`. Linear; legal where there are none.
 */
export const electionSafety: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const elections = notesWith(trace, 'leader', ['term']);
  const leaders = new Map<number, Noted>();
  for (const elected of elections) {
    const term = numberOf(elected, 'term');
    const first = leaders.get(term) ?? elected;
    leaders.set(term, first);
    if (first.note.node !== elected.note.node) {
      return verdictOf(trace, NAME, elections.length, describe(first, elected, term));
    }
  }
  return verdictOf(trace, NAME, elections.length, undefined);
}

function describe(first: Noted, second: Noted, term: number): Breach {
  const [one, other] = [first.note.node, second.note.node];
  return {
    witnesses: [first, second],
    anomaly: {
      kind: NAME,
      message: `${one} and ${other} were both elected leader of term ${term}`,
      explanation: [
        `At ${atText(first)} ${one} became leader of term ${term}.`,
        `At ${atText(second)} ${other} became leader of the same term.`,
        'Each needs the votes of a majority, and any two majorities share a server: ' +
          `some server voted for both in term ${term}.`,
      ],
    },
  };
}
