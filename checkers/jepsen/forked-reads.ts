/**
 * Finds reads of the same keys that cannot both be states of one history: neither saw all that the
 * other saw. Each key goes from `null` to its one value, so that comparable reads are a chain.
 */

import { canonicalKey, equalValues } from '../../src/history/equality.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';

/** A read of a group of keys. */
export interface ForkRead {
  readonly event: Event;
  /** Ascending. */
  readonly keys: readonly number[];
  /** What each key held; `null` before its write. */
  readonly values: readonly Value[];
}

/** Two reads that contradict each other, in the order of the history. */
export type Fork = readonly [ForkRead, ForkRead];

const FORKS_MAX = 1000;

/** So many pairs of observations of a group are compared when there is a fork. */
const PAIRS_MAX = 1_000_000;

/**
 * One fork for each two observations that contradict each other, or a message when two reads saw
 * different values of one key.
 */
export function findForks(reads: readonly ForkRead[]): Fork[] | string {
  const groups = new Map<string, ForkRead[]>();
  for (const read of reads) {
    const name = read.keys.join();
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [read]);
    else group.push(read);
  }
  const forks: Fork[] = [];
  for (const group of groups.values()) {
    const differing = differingValues(group);
    if (differing !== undefined) return differing;
    const states = distinctStates(group);
    if (!isChain(states)) addForks(states, forks);
  }
  return forks.sort(
    ([left, before], [right, after]) =>
      left.event.index - right.event.index || before.event.index - after.event.index,
  );
}

function differingValues(group: readonly ForkRead[]): string | undefined {
  const known: Value[] = group[0]!.values.map(() => null);
  for (const { values } of group) {
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!;
      if (value === null || known[at] === value) continue;
      if (known[at] === null) known[at] = value;
      else if (!equalValues(known[at]!, value)) {
        return (
          `one key was read as ${describeValue(known[at]!)} and as ${describeValue(value)}, ` +
          'where this checker expects one write to each key'
        );
      }
    }
  }
  return undefined;
}

/** The first read of each observation, those that saw less before. */
function distinctStates(group: readonly ForkRead[]): ForkRead[] {
  const states = new Map<string, ForkRead>();
  for (const read of group) {
    const state = canonicalKey(read.values.map((value) => value !== null));
    if (!states.has(state)) states.set(state, read);
  }
  return [...states.values()].sort((left, right) => sawOf(left) - sawOf(right));
}

function isChain(states: readonly ForkRead[]): boolean {
  return states.every((state, at) => at === 0 || isWithin(states[at - 1]!, state));
}

function addForks(states: readonly ForkRead[], forks: Fork[]): void {
  let pairs = 0;
  for (let one = 0; one < states.length; one++) {
    for (let other = one + 1; other < states.length; other++) {
      if (forks.length >= FORKS_MAX || pairs++ >= PAIRS_MAX) return;
      const [left, right] = [states[one]!, states[other]!];
      if (isWithin(left, right) || isWithin(right, left)) continue;
      forks.push(left.event.index <= right.event.index ? [left, right] : [right, left]);
    }
  }
}

function isWithin(one: ForkRead, other: ForkRead): boolean {
  return one.values.every((value, at) => value === null || other.values[at] !== null);
}

function sawOf({ values }: ForkRead): number {
  return values.reduce((count: number, value) => count + (value === null ? 0 : 1), 0);
}
