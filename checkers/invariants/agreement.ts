/**
 * Agreement: no two servers decide differently. What is decided has a name, the instance: a
 * transaction that commits or aborts (Bernstein, Hadzilacos and Goodman 1987, section 7.3, AC1), a
 * message that is delivered (Bracha 1987, consistency), a slot of a log.
 */

import type { Trace } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';
import { atText, verdictOf } from './notes.js';
import type { Breach, Noted } from './notes.js';

const NAME = 'agreement';

/**
 * At most one decision for each instance, a server's own earlier ones included, by the notes
 * `decided { instance, value }`. Linear; legal where there are none.
 */
export const agreement: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const decisions = new Map<unknown, Noted>();
  let judged = 0;
  for (const [id, note] of trace.notes.entries()) {
    const { instance, value } = note.data;
    if (note.label !== 'decided' || instance === undefined || value === undefined) continue;
    judged++;
    const first = decisions.get(instance);
    if (first === undefined) decisions.set(instance, { id, note });
    else if (first.note.data['value'] !== value) {
      return verdictOf(trace, NAME, judged, describe(first, { id, note }));
    }
  }
  return verdictOf(trace, NAME, judged, undefined);
}

function describe(first: Noted, second: Noted): Breach {
  const [one, other] = [first.note, second.note];
  const name = String(one.data['instance']);
  const [before, after] = [JSON.stringify(one.data['value']), JSON.stringify(other.data['value'])];
  return {
    witnesses: [first, second],
    anomaly: {
      kind: 'disagreement',
      message: `${one.node} decided ${before} for ${name}, and ${other.node} ${after}`,
      explanation: [
        `At ${atText(first)} ${one.node} decided ${before} for ${name}.`,
        `At ${atText(second)} ${other.node} decided ${after} for it.`,
      ],
    },
  };
}
