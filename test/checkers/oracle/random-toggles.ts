/**
 * Random histories of sets, multisets, counters, semaphores and locks: runs of a correct object, as
 * they are or with some answers and times changed afterwards, and others whose intervals and
 * answers were drawn without any object in mind.
 */

import type { History, Operation, Outcome } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from './random.js';
import type { ToggleObject } from './toggles.js';

interface Draft {
  process: number;
  f: string;
  key?: Value;
  input: Value;
  output: Value;
  outcome: Outcome;
  call: number;
  return: number;
}

export interface ToggleShape {
  readonly operations: number;
  /** At most so many operations are in flight in a run of an object. */
  readonly width: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  /** How many keys; 0 for histories without keys. */
  readonly keys: number;
  readonly elements: number;
  readonly permits: number;
  /** What counters add. */
  readonly amounts: readonly Value[];
  /** How many answers or times are changed after the run; `Infinity`: there is no run. */
  readonly changes: number;
  /** How likely an answer is not told. */
  readonly silence: number;
}

/** The shape of a small history, all of it drawn. */
export function smallToggleShape(random: Random): ToggleShape {
  return {
    operations: 1 + Math.max(random.below(7), random.below(7), random.below(7)),
    width: 1 + random.below(5),
    crashes: random.pick([0, 0, 0.15, 0.4]),
    keys: random.pick([0, 0, 0, 2]),
    elements: random.pick([1, 1, 2]),
    permits: 1 + random.below(3),
    amounts: random.pick([[null], [1, 1, 1, 0], [2], [1, -1], [1, -1], [-3], [1, 2, 3]]),
    changes: random.pick([0, 1, 2, 3, 4, Infinity, Infinity, Infinity]),
    silence: random.pick([0, 0, 0, 0, 0.1]),
  };
}

/** A history of the object `name`. */
export function randomToggleHistory(
  name: ToggleObject,
  random: Random,
  shape: ToggleShape,
): History {
  const drafts = Array.from({ length: shape.operations }, (_, process) =>
    randomCall(name, random, process, shape),
  );
  if (shape.changes === Infinity) {
    scatter(drafts, random);
    for (const draft of drafts) randomAnswer(name, draft, random, shape);
  } else {
    run(name, drafts, random, shape);
    for (let change = 0; change < shape.changes; change++) {
      const draft = pickTelling(drafts, random);
      if (random.chance(0.8)) changeAnswer(name, draft, random, shape);
      else draft.return = draft.call + 1 + random.below(draft.return - draft.call + 3);
    }
  }
  for (const draft of drafts) {
    if (random.chance(shape.silence)) draft.output = null;
    if (!random.chance(shape.crashes)) continue;
    draft.outcome = 'info';
    draft.output = null;
  }
  return rank(drafts);
}

const FUNCTIONS: Readonly<Record<ToggleObject, readonly string[]>> = {
  set: ['add', 'remove', 'contains'],
  multiset: ['add', 'add', 'remove', 'count'],
  counter: ['add', 'read'],
  semaphore: ['acquire', 'release'],
  mutex: ['acquire', 'release'],
};

function randomCall(
  name: ToggleObject,
  random: Random,
  process: number,
  shape: ToggleShape,
): Draft {
  const f = random.pick(FUNCTIONS[name]);
  const hasElement = name === 'set' || name === 'multiset';
  const input = hasElement
    ? random.below(shape.elements)
    : f === 'add'
      ? random.pick(shape.amounts)
      : null;
  const key = shape.keys === 0 ? {} : { key: `k${random.below(shape.keys)}` };
  return { process, f, ...key, input, output: null, outcome: 'ok', call: 0, return: 0 };
}

/** One that answered something, if that is soon found. */
function pickTelling(drafts: readonly Draft[], random: Random): Draft {
  for (let attempt = 0; attempt < 5; attempt++) {
    const draft = random.pick(drafts);
    if (draft.output !== null) return draft;
  }
  return random.pick(drafts);
}

/** Operations begin, take effect and return in a random interleaving. */
function run(name: ToggleObject, drafts: Draft[], random: Random, shape: ToggleShape): void {
  const stages = drafts.map(() => 0);
  const counts = new Map<string, number>();
  let first = 0;
  for (let clock = 0; first < drafts.length; clock++) {
    const at = Math.min(first + random.below(shape.width), drafts.length - 1);
    const draft = drafts[at]!;
    const stage = stages[at]!;
    if (stage === 0) draft.call = clock;
    if (stage === 1) takeEffect(name, draft, counts, shape);
    if (stage === 2) draft.return = clock;
    if (stage < 3) stages[at] = stage + 1;
    while (first < drafts.length && stages[first] === 3) first += 1;
  }
}

function takeEffect(
  name: ToggleObject,
  draft: Draft,
  counts: Map<string, number>,
  shape: ToggleShape,
): void {
  const { f, key, input } = draft;
  const isSum = name === 'counter' || name === 'semaphore' || name === 'mutex';
  const cell = JSON.stringify([key ?? null, isSum ? null : input]);
  const count = counts.get(cell) ?? 0;
  if (name === 'set') {
    draft.output = f === 'add' ? count === 0 : count === 1;
    if (f !== 'contains') counts.set(cell, f === 'add' ? 1 : 0);
  } else if (name === 'multiset') {
    draft.output = f === 'add' ? null : f === 'count' ? count : count > 0;
    if (f !== 'count') counts.set(cell, Math.max(0, f === 'add' ? count + 1 : count - 1));
  } else if (name === 'counter') {
    if (f === 'read') draft.output = count;
    else counts.set(cell, count + ((input ?? 1) as number));
  } else {
    const permits = name === 'mutex' ? 1 : shape.permits;
    // Who would have to wait does the opposite instead.
    if (count === 0) draft.f = 'acquire';
    if (count === permits) draft.f = 'release';
    counts.set(cell, draft.f === 'acquire' ? count + 1 : count - 1);
  }
}

function scatter(drafts: Draft[], random: Random): void {
  const span = 2 + random.below(4 * drafts.length);
  for (const draft of drafts) {
    draft.call = random.below(4 * drafts.length);
    draft.return = draft.call + 1 + random.below(span);
  }
}

function changeAnswer(name: ToggleObject, draft: Draft, random: Random, shape: ToggleShape): void {
  if (typeof draft.output === 'boolean') draft.output = !draft.output;
  else if (typeof draft.output === 'number') draft.output += random.pick([-1, 1]);
  else randomAnswer(name, draft, random, shape);
}

function randomAnswer(name: ToggleObject, draft: Draft, random: Random, shape: ToggleShape): void {
  if (name === 'set') draft.output = random.chance(0.5);
  else if (draft.f === 'remove') draft.output = random.chance(0.6);
  else if (draft.f === 'count') draft.output = random.below(3);
  else if (draft.f === 'read') draft.output = random.below(3) * Number(shape.amounts[0] ?? 1);
  else if (name === 'semaphore' || name === 'mutex') {
    draft.f = random.pick(['acquire', 'release']);
  }
}

/** Gives dense ranks, breaking ties so that calls come first, and ids in order of call. */
function rank(drafts: readonly Draft[]): History {
  const points = drafts.flatMap((draft, at) => [
    { at, time: draft.call, isReturn: false },
    ...(draft.outcome === 'info' ? [] : [{ at, time: draft.return, isReturn: true }]),
  ]);
  points.sort((a, b) => a.time - b.time || Number(a.isReturn) - Number(b.isReturn) || a.at - b.at);
  const calls = drafts.map(() => 0);
  const returns = drafts.map(() => Infinity);
  points.forEach(({ at, isReturn }, order) => ((isReturn ? returns : calls)[at] = order));
  const operations = drafts
    .map((draft, at) => ({ ...draft, call: calls[at]!, return: returns[at]! }))
    .sort((a, b) => a.call - b.call)
    .map((draft, id): Operation => ({ id, ...draft }));
  return { operations };
}
