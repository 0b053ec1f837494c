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
import { callAt, eventsOf, partUpTo, type Part } from './part.js';

/** Up to so many operations the first illegal return is found exactly. */
const EXACT_MAX = 20_000;

/** In longer parts, how often a shorter illegal prefix is looked for. */
const ROUNDS_MAX = 3;

/** Operations that an anomaly names at most. */
const SHOWN_MAX = 12;

/** A prefix of a part that is illegal, and why. */
export interface Blame {
  readonly part: Part;
  readonly refutation: Refutation;
  /** The member of `part` at whose return it is illegal. */
  readonly offender: number;
}

/**
 * Shortens an illegal part to a prefix that is illegal: the shortest one for parts of up to 20,000
 * operations, else one that ends where the contradiction is complete. A logarithmic, or a small,
 * number of runs of the monitor.
 */
export function blame(
  part: Part,
  model: Model,
  view: ObjectView,
  monitor: Monitor,
  refutation: Refutation,
): Blame {
  const observes = (member: number): boolean => model.observes?.(callAt(part, member)) === true;
  const prefix = (now: number): Found | undefined => {
    const shorter = partUpTo(part, now, observes);
    const answer = monitor.judge(shorter, view);
    return answer?.kind === 'illegal'
      ? { part: shorter, refutation: answer.refutation, now }
      : undefined;
  };
  const last = lastReturn(part);
  const start = prefix(endOf(part, refutation)) ?? prefix(last) ?? { part, refutation, now: last };
  const found = part.size <= EXACT_MAX ? bisect(start, part, prefix) : step(start, prefix);
  const offender = lastReturning(found.part, found.now);
  return { part: found.part, refutation: found.refutation, offender };
}

/** The anomaly for the end of an illegal prefix; the offender is the last of its operations. */
export function anomalyOf({ part, refutation, offender }: Blame): Anomaly {
  const shown =
    refutation.shown ?? refutation.groups.flatMap((group) => [...group.slice(0, SHOWN_MAX)]);
  const others = new Set(shown.slice(0, SHOWN_MAX).map((member) => part.place[member]!));
  const last = part.place[offender]!;
  others.delete(last);
  return {
    kind: NON_LINEARIZABLE,
    message: `${refutation.message}${describeKey(part.key)}`,
    operations: [...[...others].sort((first, second) => first - second), last],
    ...(part.key === undefined ? {} : { key: part.key }),
    explanation: refutation.explanation,
  };
}

interface Found {
  readonly part: Part;
  readonly refutation: Refutation;
  /** The rank of the last event of the prefix. */
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

function bisect(whole: Found, part: Part, prefix: (now: number) => Found | undefined): Found {
  const returns = eventsOf(part)
    .map((event, rank) => ((event & 1) === 1 ? rank : -1))
    .filter((rank) => rank >= 0);
  let found = whole;
  let low = 0;
  let high = returns.findLastIndex((rank) => rank <= whole.now);
  while (low < high) {
    const middle = (low + high) >> 1;
    const shorter = prefix(returns[middle]!);
    if (shorter === undefined) low = middle + 1;
    else {
      found = shorter;
      high = middle;
    }
  }
  return found;
}

/** Goes back to where the contradiction is complete, as long as that is earlier. */
function step(start: Found, prefix: (now: number) => Found | undefined): Found {
  let found = start;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const end = endOf(found.part, found.refutation);
    const shorter = end < found.now ? prefix(end) : undefined;
    if (shorter === undefined) return found;
    found = shorter;
  }
  return found;
}

/** The last member to return by a rank. */
function lastReturning(part: Part, now: number): number {
  let last = 0;
  let latest = -1;
  for (let member = part.size - 1; member >= 0; member--) {
    const returned = part.return[member]!;
    if (returned > now || returned <= latest) continue;
    latest = returned;
    last = member;
  }
  return last;
}
