/**
 * Liveness as a finite run can show it: an operation that is asked when nothing is wrong any more,
 * and meets nothing wrong until its client gives up, must succeed (the eventual synchrony of Dwork,
 * Lynch, Stockmeyer, "Consensus in the Presence of Partial Synchrony", JACM 1988; final reads, as
 * Jepsen calls them). What is asked during a fault may end as it likes.
 */

import type { Trace, TraceRecord } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Anomaly, Verdict } from '../verdict.js';
import { Calm } from './calm.js';

const NAME = 'answered';

/** A record of the trace, and which it is. */
interface Placed {
  readonly at: number;
  readonly record: TraceRecord;
}

/**
 * Demands that every operation called `f` that saw nothing but calm ended with `ok`. How long is
 * long enough, the patience of the client says; one that is open at the end of the run is not
 * judged. Linear.
 */
export function answered(f: string): Invariant {
  return { name: NAME, check: (trace) => check(trace, f) };
}

function check(trace: Trace, f: string): Verdict {
  const calm = new Calm();
  const asked = new Map<number, Placed>();
  let judged = 0;
  for (let at = 0; at < trace.length; at++) {
    const record = trace.record(at);
    const { kind, id, name } = record;
    if (!calm.follow(record)) asked.clear();
    else if (kind === 'invoke' && name === f) asked.set(id, { at, record });
    else if (kind === 'complete' && asked.has(id)) {
      judged++;
      const begun = asked.get(id) as Placed;
      if (name !== 'ok') return verdictOf(judged, describe(begun.record, record), [begun.at, at]);
      asked.delete(id);
    }
  }
  return verdictOf(judged, undefined, []);
}

function verdictOf(
  judged: number,
  anomaly: Anomaly | undefined,
  records: readonly number[],
): Verdict {
  const base = {
    checker: NAME,
    algorithm: 'one pass over the trace',
    effort: { judged, configurations: 0 },
    certificate: { kind: 'witness' as const, operations: [], records },
  };
  return anomaly === undefined
    ? { ...base, kind: 'legal' }
    : { ...base, kind: 'illegal', anomalies: [anomaly] };
}

function describe(begun: TraceRecord, ended: TraceRecord): Anomaly {
  const who = `${begun.name} #${begun.id} of ${begun.node}`;
  return {
    kind: 'unanswered',
    message: `${who} found no end, although nothing was wrong any more`,
    operations: [],
    explanation: [
      `At ${begun.atUs / 1000} ms ${who} was asked, when all faults were over.`,
      `At ${ended.atUs / 1000} ms it ended in ${ended.name}; nothing had gone wrong meanwhile.`,
    ],
  };
}
