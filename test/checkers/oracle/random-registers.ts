/**
 * Random small histories of registers: runs of replicas that learn of writes late, with a little
 * noise, so that every model keeps some and breaks some.
 */

import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from './random.js';

interface RegisterShape {
  readonly operations: number;
  readonly processes: number;
  readonly keys: number;
  /** How likely a write crashes. */
  readonly crashes: number;
  /** How likely a value is written again. */
  readonly repeats: number;
  /** How likely a read returns any value of its key at all. */
  readonly noise: number;
  /** How likely a process learns of each write it does not know, at each of its operations. */
  readonly learning: number;
  /** How many operations last over those of others: 0 for none. */
  readonly overlap: number;
  /** Whether the first process does nothing but read, after the others. */
  readonly hasObserver: boolean;
}

/** A small shape drawn at random. */
function drawShape(random: Random): RegisterShape {
  return {
    operations: random.pick([3, 4, 5, 6, 6, 7, 7, 7, 7]),
    processes: random.pick([1, 2, 2, 2, 3, 3, 4]),
    keys: 1 + random.below(2),
    crashes: random.pick([0, 0, 0.2]),
    repeats: 0,
    noise: random.pick([0, 0.3, 0.6, 1]),
    learning: random.pick([0.2, 0.5, 0.9, 1]),
    overlap: random.pick([0, 1, 3]),
    hasObserver: random.chance(0.5),
  };
}

/** A small history of any shape. */
export function smallHistory(random: Random): History {
  return registerHistory(random, drawShape(random));
}

/** The same, with values that are written more than once. */
export function repeatingHistory(random: Random): History {
  return registerHistory(random, { ...drawShape(random), repeats: random.pick([0.2, 0.5]) });
}

/** One key, that is read at any time. */
export function staleHistory(random: Random): History {
  return registerHistory(random, {
    ...drawShape(random),
    operations: random.pick([6, 7]),
    keys: 1,
    noise: random.pick([0.3, 1]),
    learning: random.pick([0.2, 1]),
    overlap: random.pick([0, 0, 1]),
    hasObserver: random.chance(0.7),
  });
}

/** The same operations with times in nanoseconds, far apart and some of them equal. */
export function timed({ operations }: History): History {
  return {
    operations: operations.map((each) => ({
      ...each,
      callNs: Math.round(each.call * 4),
      ...(each.return === Infinity ? {} : { returnNs: Math.round(each.return * 4) }),
    })),
  };
}

type Draft = { -readonly [Field in keyof Operation]: Operation[Field] };

/** A history of a shape. */
function registerHistory(random: Random, shape: RegisterShape): History {
  const { keys, processes } = shape;
  const writes: { readonly key: number; readonly value: Value }[] = [];
  const views = Array.from({ length: processes }, () => new Array<Value>(keys).fill(null));
  const unknown = Array.from({ length: processes }, () => new Set<number>());
  const drafts: { readonly draft: Draft; readonly end: number }[] = [];
  const freeFrom = new Array<number>(processes).fill(0);
  for (let at = 0; at < shape.operations; at++) {
    const isObserver = shape.hasObserver && (processes === 1 || at >= shape.operations - 3);
    const isOther = shape.hasObserver && !isObserver;
    const process = isObserver
      ? 0
      : isOther
        ? 1 + random.below(processes - 1)
        : random.below(processes);
    const key = random.below(keys);
    const view = views[process]!;
    for (const write of unknown[process]!) {
      if (!random.chance(shape.learning)) continue;
      unknown[process]!.delete(write);
      view[writes[write]!.key] = writes[write]!.value;
    }
    const begin = Math.max(10 * at, freeFrom[process]!);
    const end = begin + 5 + 10 * random.below(shape.overlap + 1);
    freeFrom[process] = end + 1;
    const draft: Draft = {
      id: at,
      process,
      f: 'read',
      ...(keys === 1 ? {} : { key }),
      input: null,
      output: null,
      outcome: 'ok',
      call: begin + process / 16,
      return: end + process / 16 + 0.01,
    };
    if (!isObserver && random.chance(isOther ? 0.65 : 0.45)) {
      const isRepeated = writes.length > 0 && random.chance(shape.repeats);
      const value = isRepeated ? random.pick([...writes.map((each) => each.value), null]) : at + 1;
      draft.f = 'write';
      draft.input = value;
      const write = writes.push({ key, value }) - 1;
      if (random.chance(shape.crashes)) {
        draft.outcome = 'info';
        draft.return = Infinity;
      } else {
        view[key] = value;
      }
      unknown.forEach((each, other) => {
        if (other !== process || draft.outcome === 'info') each.add(write);
      });
    } else {
      const known = [null, ...writes.filter((each) => each.key === key).map((each) => each.value)];
      draft.output = random.chance(shape.noise) && !isOther ? random.pick(known) : view[key]!;
    }
    drafts.push({ draft, end });
  }
  drafts.sort((left, right) => left.draft.call - right.draft.call);
  return { operations: drafts.map(({ draft }, id) => ({ ...draft, id })) };
}

/**
 * Histories in which a process reads a write and then writes, and another reads that and what was
 * there before, with any of it changed now and then.
 */
export function followedHistory(random: Random): History {
  const second = random.below(2);
  const drafts: Draft[] = [];
  const add = (process: number, key: number, written: Value | undefined, read: Value): void => {
    const id = drafts.length;
    const isWrite = written !== undefined;
    const output = random.chance(0.15) ? random.pick([null, 1, 2, 3]) : read;
    drafts.push({
      id,
      process: random.chance(0.05) ? random.below(4) : process,
      f: isWrite ? 'write' : 'read',
      key,
      input: isWrite ? written : null,
      // A value of another key would be one that nobody wrote.
      output: isWrite ? null : valuesOf(drafts, key).includes(output) ? output : null,
      outcome: 'ok',
      call: 2 * id,
      return: 2 * id + 1,
    });
  };
  if (random.chance(0.3)) add(3, 0, 4, null);
  add(0, 0, 1, null);
  add(1, 0, undefined, 1);
  add(1, second, 2, null);
  if (random.chance(0.3)) add(random.below(4), random.below(2), 3, null);
  add(2, second, undefined, 2);
  add(2, 0, undefined, random.pick([null, 1, 4]));
  return { operations: drafts };
}

function valuesOf(drafts: readonly Draft[], key: number): Value[] {
  return drafts.filter((each) => each.f === 'write' && each.key === key).map(({ input }) => input);
}
