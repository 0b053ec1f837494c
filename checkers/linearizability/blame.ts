/**
 * Whom to blame for a part that a monitor found illegal: the operation at whose return the history
 * up to there is illegal, so that everything before it can still be explained.
 */

import { OPEN } from '../../src/history/columns/operation-columns.js';
import { describeKey } from '../describe.js';
import type { Model, ObjectView } from '../model.js';
import type { Anomaly } from '../verdict.js';
import { NON_LINEARIZABLE } from './explain.js';
import type { Monitor, Refutation } from './monitors/monitor.js';
import { callAt, partUpTo, type Part } from './part.js';

/** Up to so many operations the first illegal return is found. */
const EXACT_MAX = 20_000;

/** Operations that an anomaly names at most. */
const SHOWN_MAX = 12;

/** Why a part is illegal, and whom to blame. */
export interface Blame {
  /** The beginning of the part that is refuted: its members are those of `refutation`. */
  readonly prefix: Part;
  readonly refutation: Refutation;
  /** The place of the operation whose return ends the prefix. */
  readonly until: number;
  readonly anomaly: Anomaly;
}

/**
 * Shortens an illegal part of up to 20,000 operations to its shortest illegal prefix, by a
 * logarithmic number of runs of the monitor. In longer ones the offender is the last to return of
 * those that the refutation names.
 */
export function blame(
  part: Part,
  model: Model,
  view: ObjectView,
  monitor: Monitor,
  refutation: Refutation,
): Blame {
  if (part.size > EXACT_MAX) {
    const until = placeReturningAt(part, lastReturn(part));
    const offender = placeReturningAt(part, endOf(part, refutation));
    return { prefix: part, refutation, until, anomaly: anomalyOf(part, refutation, offender) };
  }
  const observes = (member: number): boolean => model.observes?.(callAt(part, member)) === true;
  const judge = (now: number): Found | undefined => {
    const prefix = partUpTo(part, now, observes);
    const answer = monitor.judge(prefix, view);
    return answer?.kind === 'illegal' ? { prefix, refutation: answer.refutation, now } : undefined;
  };
  const last = lastReturn(part);
  const start = judge(endOf(part, refutation)) ??
    judge(last) ?? { prefix: part, refutation, now: last };
  const found = bisect(start, part, judge);
  const until = placeReturningAt(part, found.now);
  const told = monitor.retell?.(part, view, found.prefix, found.refutation);
  const anomaly =
    told === undefined
      ? anomalyOf(found.prefix, found.refutation, until)
      : anomalyOf(part, told, until);
  return { prefix: found.prefix, refutation: found.refutation, until, anomaly };
}

/** The anomaly of a refutation; the offender, a place, is the last of its operations. */
function anomalyOf(part: Part, refutation: Refutation, offender: number): Anomaly {
  const shown =
    refutation.shown ?? refutation.groups.flatMap((group) => Array.from(group).slice(0, SHOWN_MAX));
  const others = new Set(shown.slice(0, SHOWN_MAX).map((member) => part.place[member]!));
  others.delete(offender);
  return {
    kind: NON_LINEARIZABLE,
    message: `${refutation.message}${describeKey(part.key)}`,
    operations: [...[...others].sort((first, second) => first - second), offender],
    ...(part.key === undefined ? {} : { key: part.key }),
    explanation: refutation.explanation,
  };
}

interface Found {
  readonly prefix: Part;
  readonly refutation: Refutation;
  /** The rank of the return that ends the prefix. */
  readonly now: number;
}

/** The rank by which all that the refutation names, and that returns, has returned. */
function endOf(part: Part, { groups }: Refutation): number {
  let end = 0;
  for (const group of groups) {
    for (const member of group) {
      const returned = part.return[member]!;
      if (returned !== OPEN && returned > end) end = returned;
    }
  }
  return end;
}

function lastReturn({ return: returned }: Part): number {
  let last = 0;
  for (const rank of returned) if (rank !== OPEN && rank > last) last = rank;
  return last;
}

/** The shortest prefix that is illegal; a longer one stays so. */
function bisect(start: Found, part: Part, judge: (now: number) => Found | undefined): Found {
  const returns: number[] = [];
  for (const rank of part.return) if (rank !== OPEN && rank <= start.now) returns.push(rank);
  returns.sort((one, other) => one - other);
  let found = start;
  let low = 0;
  let high = returns.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const shorter = judge(returns[middle]!);
    if (shorter === undefined) low = middle + 1;
    else {
      found = shorter;
      high = middle;
    }
  }
  return found;
}

function placeReturningAt(part: Part, rank: number): number {
  return part.place[part.return.indexOf(rank)]!;
}
