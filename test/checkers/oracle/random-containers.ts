/**
 * Random histories of queues, stacks and priority queues: runs of a correct container, most of them
 * with some answers changed, swapped or some intervals moved afterwards; and intervals and answers
 * drawn without any container in mind.
 */

import type { History, Operation, Outcome } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { CONTAINER_FUNCTIONS, type ContainerKind } from './containers.js';
import type { Random } from './random.js';

interface Draft {
  readonly process: number;
  readonly f: string;
  readonly input: Value;
  output: Value;
  outcome: Outcome;
  call: number;
  return: number;
}

export interface ContainerShape {
  /** Operations, at most. */
  readonly operationsMax: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  /** How likely a remove crashes that did not already; default 0. */
  readonly crashedRemoves?: number;
  /** How likely a value is one that was inserted before; default 0. */
  readonly duplicates?: number;
  /** How likely the history began as a run of a container; default 0.4. */
  readonly simulated?: number;
  /** How often a run is changed, one of these; default 0 to 7. */
  readonly mutations?: readonly number[];
}

/** A history of a container that was empty at first. */
export function randomContainerHistory(
  kind: ContainerKind,
  random: Random,
  shape: ContainerShape,
): History {
  const size =
    shape.operationsMax - Math.min(...[0, 1, 2].map(() => random.below(shape.operationsMax)));
  const drafts = randomCalls(kind, random, size, shape.duplicates ?? 0);
  if (random.chance(shape.simulated ?? 0.4)) {
    simulate(kind, drafts, random);
    const mutations = random.pick(shape.mutations ?? [0, 1, 3, 5, 7]);
    for (let number = 0; number < mutations; number++) mutate(drafts, random);
  } else {
    scatter(drafts, random);
    answerAtRandom(kind, drafts, random);
  }
  for (const draft of drafts) {
    const also = draft.input === null ? (shape.crashedRemoves ?? 0) : 0;
    if (random.chance(shape.crashes) || (also > 0 && random.chance(also))) crash(draft);
  }
  return rank(drafts);
}

function randomCalls(
  kind: ContainerKind,
  random: Random,
  size: number,
  duplicates: number,
): Draft[] {
  const { insert, remove } = CONTAINER_FUNCTIONS[kind];
  const inserts = random.pick([0.4, 0.5, 0.6]);
  const values = shuffled(size, random);
  return values.map((value, process) => {
    const isInsert = random.chance(inserts);
    const again = random.chance(duplicates) ? values[random.below(size)]! : value;
    return {
      process,
      f: isInsert ? insert : remove,
      input: isInsert ? again : null,
      output: null,
      outcome: 'ok',
      call: 0,
      return: 0,
    };
  });
}

/** The numbers 1 to `size` in some order. */
function shuffled(size: number, random: Random): number[] {
  const values = Array.from({ length: size }, (_, at) => at + 1);
  for (let at = size - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [values[at], values[other]] = [values[other]!, values[at]!];
  }
  return values;
}

/**
 * Runs the container: operations begin, take effect and return in a random interleaving with few in
 * flight. Times have room between them.
 */
function simulate(kind: ContainerKind, drafts: readonly Draft[], random: Random): void {
  const stages = drafts.map(() => 0);
  const content: number[] = [];
  const width = 1 + random.below(3);
  let first = 0;
  for (let clock = 0; first < drafts.length; clock += 4) {
    const at = Math.min(first + random.below(width), drafts.length - 1);
    const draft = drafts[at]!;
    if (stages[at] === 0) draft.call = clock;
    if (stages[at] === 1) takeEffect(kind, draft, content);
    if (stages[at] === 2) draft.return = clock;
    if (stages[at]! < 3) stages[at]! += 1;
    while (first < drafts.length && stages[first] === 3) first += 1;
  }
}

function takeEffect(kind: ContainerKind, draft: Draft, content: number[]): void {
  if (draft.input !== null) {
    content.push(draft.input as number);
    return;
  }
  let at = kind === 'queue' ? 0 : content.length - 1;
  if (kind === 'priority-queue') at = content.indexOf(Math.max(...content));
  draft.output = content.length === 0 ? null : content.splice(at, 1)[0]!;
}

/** One change, which may or may not make the history illegal. */
function mutate(drafts: readonly Draft[], random: Random): void {
  const removes = drafts.filter(({ input }) => input === null);
  if (removes.length === 0) return;
  const at = random.below(removes.length);
  const draft = removes[at]!;
  const change = random.below(10);
  if (change < 6) {
    const other = removes[Math.max(0, at - 1 - random.below(4))]!;
    [draft.output, other.output] = [other.output, draft.output];
  } else if (change < 8) {
    draft.output = null;
  } else {
    const moved = random.pick(drafts);
    const by = random.below(41) - 20;
    moved.call += by;
    moved.return += by;
  }
}

/** Intervals at random, those of removes somewhat later. */
function scatter(drafts: readonly Draft[], random: Random): void {
  const span = 2 + random.below(2 * drafts.length);
  for (const draft of drafts) {
    const delay = draft.input === null ? 2 * drafts.length : 0;
    draft.call = delay + random.below(4 * drafts.length);
    draft.return = draft.call + 1 + random.below(span);
  }
}

/** Removes answer values that were inserted, mostly each once and none before it was inserted. */
function answerAtRandom(kind: ContainerKind, drafts: readonly Draft[], random: Random): void {
  const { remove } = CONTAINER_FUNCTIONS[kind];
  const inserts = drafts.filter(({ f }) => f !== remove);
  const left = [...inserts];
  for (const draft of drafts) {
    if (draft.f !== remove) continue;
    const choice = random.below(40);
    const early = left.filter(({ call }) => call < draft.return);
    if (choice < 8 || early.length === 0) draft.output = null;
    else if (choice === 8) draft.output = random.pick(inserts).input;
    else if (choice === 9 && random.chance(0.3)) draft.output = 99;
    else {
      const taken = random.pick(early);
      left.splice(left.indexOf(taken), 1);
      draft.output = taken.input;
    }
  }
}

function crash(draft: Draft): void {
  draft.outcome = 'info';
  draft.output = null;
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
