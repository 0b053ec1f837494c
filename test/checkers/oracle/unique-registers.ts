/**
 * Random histories of one register in which no value is written twice: runs of a correct register,
 * with some answers and intervals changed afterwards, or intervals and answers drawn without any
 * register in mind.
 */

import type { History, Operation, Outcome } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from './random.js';

export type UniqueObject = 'register' | 'cas-register' | 'key-value';

export interface UniqueShape {
  readonly operations: number;
  /** Operations in flight at once. */
  readonly width: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  /** How likely a compare-and-set that compares unequal says so; others fail without a word. */
  readonly unequal: number;
  /** Answers and intervals to be changed; `undefined` for drawing all of them. */
  readonly changes: number | undefined;
  readonly initial: Value;
}

interface Draft {
  readonly f: string;
  input: Value;
  output: Value;
  outcome: Outcome;
  /** Twice the event times, so that there is room between them. */
  call: number;
  end: number;
}

const FUNCTIONS: Readonly<Record<UniqueObject, readonly string[]>> = {
  register: ['read', 'read', 'write'],
  'cas-register': ['read', 'read', 'write', 'cas', 'cas'],
  'key-value': ['get', 'get', 'put', 'cas'],
};

/** A history for `object`. Values are the numbers from 1; 0 is for initial values. */
export function uniqueHistory(object: UniqueObject, random: Random, shape: UniqueShape): History {
  const drafts = Array.from({ length: shape.operations }, (_, at): Draft => {
    const f = random.pick(FUNCTIONS[object]);
    const input = f === 'write' || f === 'put' ? at + 1 : f === 'cas' ? [0, at + 1] : null;
    return { f, input, output: null, outcome: 'ok', call: 0, end: 0 };
  });
  if (shape.changes === undefined) {
    scatter(drafts, random);
    for (const draft of drafts) randomAnswer(draft, drafts, random, shape);
  } else {
    simulate(drafts, random, shape);
    for (let change = 0; change < shape.changes; change++) {
      const draft = random.pick(drafts);
      if (random.chance(0.7)) randomAnswer(draft, drafts, random, shape);
      else shift(draft, drafts.length, random);
    }
  }
  for (const draft of drafts) {
    if (!random.chance(shape.crashes)) continue;
    draft.outcome = 'info';
    draft.output = null;
  }
  return { operations: rank(drafts) };
}

function simulate(drafts: Draft[], random: Random, shape: UniqueShape): void {
  const running: { readonly draft: Draft; isDone: boolean }[] = [];
  let held = shape.initial;
  let begun = 0;
  for (let clock = 0; begun < drafts.length || running.length > 0; clock += 2) {
    if (begun < drafts.length && (running.length === 0 || random.below(shape.width) > 0)) {
      if (running.length < shape.width) {
        const draft = drafts[begun++]!;
        draft.call = clock;
        running.push({ draft, isDone: false });
        continue;
      }
    }
    const at = random.below(running.length);
    const each = running[at]!;
    if (each.isDone) {
      each.draft.end = clock;
      running.splice(at, 1);
    } else held = takeEffect(each.draft, held, random, shape);
    each.isDone = true;
  }
}

function takeEffect(draft: Draft, held: Value, random: Random, shape: UniqueShape): Value {
  if (draft.f === 'read' || draft.f === 'get') {
    draft.output = held;
    return held;
  }
  if (draft.f !== 'cas') return draft.input;
  const to = (draft.input as readonly Value[])[1]!;
  if (random.chance(0.6)) {
    const isIdle = random.chance(0.1);
    draft.input = [held, isIdle ? held : to];
    return isIdle ? held : to;
  }
  const from = random.below(to as number);
  draft.input = [from, to];
  if (from === held) return to;
  if (random.chance(shape.unequal)) draft.output = false;
  else draft.outcome = 'fail';
  return held;
}

function scatter(drafts: readonly Draft[], random: Random): void {
  for (const draft of drafts) {
    draft.call = 2 * random.below(3 * drafts.length);
    draft.end = draft.call;
    shift(draft, drafts.length, random);
  }
}

function shift(draft: Draft, size: number, random: Random): void {
  const room = Math.min(size, 12) * random.pick([0.25, 0.5, 1]);
  if (random.chance(0.5)) draft.call -= random.below(4 * room);
  draft.end = Math.max(draft.call, draft.end) + 1 + random.below(4 * room);
}

function randomAnswer(
  draft: Draft,
  drafts: readonly Draft[],
  random: Random,
  shape: UniqueShape,
): void {
  const place = drafts.indexOf(draft);
  const near = drafts.slice(Math.max(0, place - 4), place + 4);
  const written = near.filter(({ f }) => f !== 'read' && f !== 'get');
  const value = (): Value => {
    if (written.length === 0 || random.chance(0.15)) return shape.initial;
    return drafts.indexOf(random.pick(random.chance(0.97) ? written : near)) + 1;
  };
  draft.outcome = 'ok';
  draft.output = null;
  if (draft.f === 'read' || draft.f === 'get') draft.output = value();
  if (draft.f !== 'cas') return;
  const from = value();
  draft.input = [from, random.chance(0.1) ? from : place + 1];
  if (random.chance(shape.unequal)) draft.output = false;
}

/** Gives dense ranks; at equal times calls come first. */
function rank(drafts: readonly Draft[]): Operation[] {
  const points = drafts.flatMap(({ call, end, outcome }, at) => [
    { at, time: call, isReturn: false },
    ...(outcome === 'info' ? [] : [{ at, time: end, isReturn: true }]),
  ]);
  points.sort((a, b) => a.time - b.time || Number(a.isReturn) - Number(b.isReturn) || a.at - b.at);
  const calls = drafts.map(() => 0);
  const returns = drafts.map(() => Infinity);
  points.forEach(({ at, isReturn }, order) => ((isReturn ? returns : calls)[at] = order));
  return drafts
    .map(({ f, input, output, outcome }, at) => ({
      process: at,
      f,
      input,
      output,
      outcome,
      call: calls[at]!,
      return: returns[at]!,
    }))
    .sort((first, second) => first.call - second.call)
    .map((operation, id): Operation => ({ id, ...operation }));
}
