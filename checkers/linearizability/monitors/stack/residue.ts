/**
 * A small reason out of a large residue: values of which each has a push or a pop that lies wholly
 * in time when others of them are certainly on the stack.
 */

import { firstPoppedBelow } from './below.js';
import type { Spans } from './spans.js';

/** Why a value cannot be taken out. */
export interface Obstacle {
  readonly value: number;
  /** Whether it is the pop that is covered; else it is the push. */
  readonly isPop: boolean;
  /** Values whose certain time together covers the operation, the earliest first. */
  readonly by: readonly number[];
}

/** Steps spent on one closure for each value and slot; past it the whole residue is the reason. */
const STEPS_FACTOR = 16;

/** How often a smaller closure is looked for. */
const TRIES_MAX = 32;

/** Up to this size every value is tried whether it can be left out. */
const SPARE_MAX = 60;

/** Values none of which can be taken out before the others. */
export interface SmallResidue {
  readonly values: Int32Array;
  /** What hinders one of them. */
  readonly obstacle: (value: number) => Obstacle;
}

/**
 * A part of `residue` in which no value can be taken out. O(n log n): two values where two will do;
 * else without any value to spare when it has at most 60.
 */
export function smallResidue(spans: Spans, residue: Int32Array): SmallResidue {
  const pair = crossingPair(spans, residue);
  if (pair !== undefined) return smallOf(spans, pair);
  const cover = new Cover(spans, residue);
  let small = cover.closure(furthest(spans, residue));
  for (let tries = 0; small !== undefined && tries < TRIES_MAX; tries++) {
    // What was reached last is likely to be where the references go round in a circle.
    const other = cover.closure(small[small.length - 1]!);
    if (other === undefined || other.length >= small.length) break;
    small = other;
  }
  const values: Int32Array = small ?? residue;
  return smallOf(spans, values.length <= SPARE_MAX ? withoutSpare(spans, values) : values);
}

function smallOf(spans: Spans, values: Int32Array): SmallResidue {
  let cover: Cover | undefined;
  return { values, obstacle: (value) => (cover ??= new Cover(spans, values)).obstacle(value)! };
}

/** A value that is popped while another is certainly above it, as early as there is one. */
function crossingPair(spans: Spans, values: Int32Array): Int32Array | undefined {
  const below = firstPoppedBelow(spans, values);
  const { first, last } = spans;
  let upper = -1;
  for (const value of values) {
    const lower = below[value]!;
    if (lower < 0 || last[2 * lower + 1]! >= first[2 * value + 1]!) continue;
    if (upper < 0 || last[2 * lower + 1]! < last[2 * below[upper]! + 1]!) upper = value;
  }
  return upper < 0 ? undefined : Int32Array.of(below[upper]!, upper);
}

/** The value that stays longest. */
function furthest(spans: Spans, residue: Int32Array): number {
  const length = (value: number): number => spans.first[2 * value + 1]! - spans.last[2 * value]!;
  let longest = residue[0]!;
  for (const value of residue) if (length(value) > length(longest)) longest = value;
  return longest;
}

/** Leaves out whatever value can be: what then remains blocked is looked at again. */
function withoutSpare(spans: Spans, values: Int32Array): Int32Array {
  let core = values;
  for (const value of values) {
    if (!core.includes(value)) continue;
    const rest = blockedAmong(
      spans,
      core.filter((other) => other !== value),
    );
    if (rest.length > 0) core = rest;
  }
  return core;
}

/**
 * The greatest set of values among these in which each is blocked by others of the set. Quadratic
 * for each value that is not.
 */
export function blockedAmong(spans: Spans, values: Int32Array): Int32Array {
  let left = values;
  for (;;) {
    const among = left;
    const next = left.filter(
      (value) => isCovered(spans, among, 2 * value) || isCovered(spans, among, 2 * value + 1),
    );
    if (next.length === left.length) return next;
    left = next;
  }
}

function isCovered({ first, last }: Spans, values: Int32Array, operation: number): boolean {
  for (let slot = first[operation]!; slot <= last[operation]!;) {
    let end = slot;
    for (const value of values) {
      if (last[2 * value]! < slot) end = Math.max(end, first[2 * value + 1]!);
    }
    if (end === slot) return false;
    slot = end;
  }
  return true;
}

/** Who covers each slot, for fixed values. */
class Cover {
  readonly #spans: Spans;
  /** Of the values certainly there at a slot the one that stays longest; -1 for none. */
  readonly #longest: Int32Array;
  readonly #seen: Uint8Array;
  #steps: number;

  constructor(spans: Spans, values: Int32Array) {
    const { first, last, slots } = spans;
    const longest = new Int32Array(slots + 1).fill(-1);
    for (const value of values) {
      const from = last[2 * value]! + 1;
      const known = longest[from]!;
      if (known < 0 || first[2 * known + 1]! < first[2 * value + 1]!) longest[from] = value;
    }
    for (let slot = 1; slot <= slots; slot++) {
      const before = longest[slot - 1]!;
      const here = longest[slot]!;
      const other = here < 0 || (before >= 0 && first[2 * before + 1]! > first[2 * here + 1]!);
      if (other) longest[slot] = before;
      const best = longest[slot]!;
      if (best >= 0 && first[2 * best + 1]! <= slot) longest[slot] = -1;
    }
    this.#spans = spans;
    this.#longest = longest;
    this.#seen = new Uint8Array(spans.count);
    this.#steps = STEPS_FACTOR * (slots + spans.count);
  }

  /** What hinders the value, with as few others as possible; `undefined` when nothing does. */
  obstacle(value: number): Obstacle | undefined {
    const push = this.#chain(2 * value);
    const pop = this.#chain(2 * value + 1);
    if (pop !== undefined && (push === undefined || pop.length < push.length)) {
      return { value, isPop: true, by: pop };
    }
    return push && { value, isPop: false, by: push };
  }

  /** `start`, what hinders it, what hinders those and so on; `undefined` when that takes long. */
  closure(start: number): Int32Array | undefined {
    const seen = this.#seen.fill(0);
    const found = [start];
    seen[start] = 1;
    for (let next = 0; next < found.length; next++) {
      if (this.#steps < 0) return undefined;
      for (const other of this.obstacle(found[next]!)?.by ?? []) {
        if (seen[other] === 1) continue;
        seen[other] = 1;
        found.push(other);
      }
    }
    return Int32Array.from(found);
  }

  #chain(operation: number): number[] | undefined {
    const { first, last } = this.#spans;
    const chain: number[] = [];
    for (let slot = first[operation]!; slot <= last[operation]!;) {
      this.#steps -= 1;
      const value = this.#longest[slot]!;
      if (value < 0) return undefined;
      chain.push(value);
      slot = first[2 * value + 1]!;
    }
    return chain;
  }
}
