/**
 * Histories of stacks that are wrong, if at all, only in the order in which values come out: each
 * value is pushed once, popped at most once and not before it was pushed, and pops that find
 * nothing are rare.
 */

import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from './random.js';

interface Draft {
  readonly f: 'push' | 'pop';
  readonly input: Value;
  readonly output: Value;
  readonly isCrashed: boolean;
  readonly call: number;
  readonly return: number;
}

export interface StackShape {
  /** Operations, at most. */
  readonly operationsMax: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  /** How likely a pop is one that found nothing; default 0.03. */
  readonly empties?: number;
}

/** Intervals at random, each of a length that is drawn once for the whole history. */
export function randomStackHistory(random: Random, shape: StackShape): History {
  const sizes = Array.from({ length: 4 }, () => random.below(shape.operationsMax - 1));
  const size = 2 + Math.max(...sizes);
  const span = 6 * size;
  const lengthMax = 2 + random.below(random.pick([4, 8, 2 * size]));
  const length = (): number => 1 + random.below(lengthMax);
  const drafts: Draft[] = [];
  for (let value = 1; drafts.length < size; value++) {
    const isLost = random.chance(shape.crashes);
    const call = random.below(span);
    const end = call + length();
    if (random.chance(shape.empties ?? 0.03)) {
      drafts.push({ f: 'pop', input: null, output: null, isCrashed: isLost, call, return: end });
      continue;
    }
    drafts.push({ f: 'push', input: value, output: null, isCrashed: isLost, call, return: end });
    if (drafts.length === size || random.chance(0.05)) continue;
    // Often right after the push, else at any later time.
    const later = random.chance(0.2) ? end - 2 + random.below(8) : call + random.below(span);
    const popCall = Math.max(0, later);
    const popReturn = Math.max(popCall, call) + length();
    const isUnknown = random.chance(shape.crashes);
    const output = isUnknown ? null : value;
    drafts.push({
      f: 'pop',
      input: null,
      output,
      isCrashed: isUnknown,
      call: popCall,
      return: popReturn,
    });
  }
  return rank(drafts);
}

/**
 * Three values of which each hinders the next, right in any two of them: while the first is popped
 * always one of the others is there, and so on.
 */
const CIRCLE: readonly (readonly number[])[] = [
  [0, 10, 50, 90],
  [30, 40, 70, 80],
  [20, 60, 100, 110],
];

/**
 * Up to `valuesMax` values, at least 3, of which no two alone are in a wrong order: if the history
 * is illegal, that takes three of them.
 */
export function pairwiseStackHistory(random: Random, valuesMax: number): History {
  const values: number[][] = [];
  for (let tries = 0; tries < 4 * valuesMax && values.length < valuesMax; tries++) {
    const middle = random.below(80);
    const times = Array.from({ length: 4 }, (_, at) => {
      const wanted = CIRCLE[tries]?.[at] ?? middle + random.below(60);
      return wanted + random.below(21) - 10;
    });
    times.sort((one, other) => one - other);
    if (values.every((other) => !isCrossing(times, other) && !isCrossing(other, times))) {
      values.push(times);
    }
  }
  return rank(
    values.flatMap(([pushCall, pushReturn, popCall, popReturn], at): Draft[] => {
      const push = { call: pushCall!, return: pushReturn!, isCrashed: false };
      const pop = { call: popCall!, return: popReturn!, isCrashed: false };
      return [
        { f: 'push', input: at, output: null, ...push },
        { f: 'pop', input: null, output: at, ...pop },
      ];
    }),
  );
}

/** Whether the upper value is pushed onto the lower and still there when that is popped. */
function isCrossing(lower: readonly number[], upper: readonly number[]): boolean {
  return lower[1]! < upper[0]! && upper[1]! < lower[2]! && lower[3]! < upper[2]!;
}

export interface LongStackShape {
  readonly operations: number;
  /** Operations in flight at once, at most. */
  readonly width: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  /** How many times the answers of two pops are exchanged. */
  readonly swaps: number;
}

interface Running {
  readonly f: 'push' | 'pop';
  readonly input: Value;
  output: Value;
  isCrashed: boolean;
  isDone: boolean;
  readonly call: number;
  return: number;
}

/** A run of a correct stack, in which pops that came soon after each other got mixed up. */
export function longStackHistory(random: Random, shape: LongStackShape): History {
  const all: Running[] = [];
  const running: Running[] = [];
  const content: Value[] = [];
  for (let clock = 0; all.length < shape.operations || running.length > 0; clock++) {
    if (running.length < shape.width && all.length < shape.operations && random.chance(0.5)) {
      const isPush = random.chance(content.length < 20 ? 0.5 : 0.3);
      const begun: Running = {
        f: isPush ? 'push' : 'pop',
        input: isPush ? all.length + 1 : null,
        output: null,
        isCrashed: false,
        isDone: false,
        call: clock,
        return: Infinity,
      };
      all.push(begun);
      running.push(begun);
    } else if (running.length > 0) {
      const at = random.below(running.length);
      const each = running[at]!;
      if (each.isDone) each.return = clock;
      else if (each.f === 'push') content.push(each.input);
      else each.output = content.pop() ?? null;
      if (!each.isDone && random.chance(shape.crashes)) each.isCrashed = true;
      if (each.isDone || each.isCrashed) running.splice(at, 1);
      each.isDone = true;
    }
  }
  for (let swap = 0; swap < shape.swaps; swap++) swapAnswers(all, random);
  return rank(all.map((each) => (each.isCrashed ? { ...each, output: null } : each)));
}

/** Exchanges the answers of two pops that had both been pushed before. */
function swapAnswers(all: readonly Running[], random: Random): void {
  const pops = all.filter(({ output, isCrashed }) => output !== null && !isCrashed);
  const at = random.below(Math.max(1, pops.length - 1));
  const first = pops[at];
  const second = pops
    .slice(at + 1)
    .find((pop) => all[Number(pop.output) - 1]!.return < first!.call);
  if (first === undefined || second === undefined) return;
  [first.output, second.output] = [second.output, first.output];
}

/** Dense ranks; events at the same time come in any order but an operation's own. */
function rank(drafts: readonly Draft[]): History {
  const points = drafts.flatMap((draft, at) => [
    { at, time: draft.call, isReturn: false },
    ...(draft.isCrashed ? [] : [{ at, time: draft.return, isReturn: true }]),
  ]);
  points.sort((a, b) => a.time - b.time || Number(a.isReturn) - Number(b.isReturn) || a.at - b.at);
  const calls = drafts.map(() => 0);
  const returns = drafts.map(() => Infinity);
  points.forEach(({ at, isReturn }, order) => ((isReturn ? returns : calls)[at] = order));
  const operations = drafts
    .map(({ f, input, output, isCrashed }, at) => ({
      process: at,
      f,
      input,
      output,
      outcome: isCrashed ? ('info' as const) : ('ok' as const),
      call: calls[at]!,
      return: returns[at]!,
    }))
    .sort((a, b) => a.call - b.call)
    .map((operation, id): Operation => ({ id, ...operation }));
  return { operations };
}
