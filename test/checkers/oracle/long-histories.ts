/**
 * Longer histories, by running a correct object with a few processes; a broken one answers some
 * read or makes some change as if it had not seen the last one.
 */

import type { History, Operation, Outcome } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { ObjectName } from './brute-force.js';
import type { Random } from './random.js';

export interface LongShape {
  readonly operations: number;
  readonly processes: number;
  readonly crashes: number;
  readonly isBroken: boolean;
}

interface Running {
  readonly id: number;
  readonly process: number;
  readonly f: string;
  readonly input: Value;
  readonly call: number;
  output: Value;
  outcome: Outcome;
  isDone: boolean;
  end: number;
}

/** A history of one object, initially null, free or absent. */
export function longHistory(name: ObjectName, random: Random, shape: LongShape): History {
  const idle = Array.from({ length: shape.processes }, (_, process) => process);
  const running: Running[] = [];
  const all: Running[] = [];
  const breaksAt = shape.isBroken ? random.below(shape.operations) : Infinity;
  let held: Value = null;
  for (let clock = 0; all.length < shape.operations || running.length > 0; clock++) {
    if (idle.length > 0 && all.length < shape.operations && random.chance(0.5)) {
      const [process] = idle.splice(random.below(idle.length), 1);
      const begun = begin(name, random, all.length, process!, clock);
      all.push(begun);
      running.push(begun);
      continue;
    }
    if (running.length === 0) continue;
    const at = random.below(running.length);
    const operation = running[at]!;
    if (!operation.isDone) {
      const isStale = operation.id >= breaksAt && random.chance(0.3);
      held = takeEffect(name, operation, held, isStale ? random.below(3) : held);
      operation.isDone = true;
      if (!random.chance(shape.crashes)) continue;
      operation.outcome = 'info';
      operation.output = null;
      idle.push(operation.process + shape.processes);
    } else {
      operation.end = clock;
      idle.push(operation.process);
    }
    running.splice(at, 1);
  }
  const operations = all.map(({ isDone: _, end, ...each }): Operation => ({
    ...each,
    return: end,
  }));
  return { operations };
}

const FUNCTIONS: Readonly<Record<ObjectName, readonly string[]>> = {
  register: ['read', 'write'],
  'cas-register': ['read', 'write', 'cas'],
  'key-value': ['get', 'put', 'append', 'cas', 'delete'],
  mutex: ['acquire', 'release'],
};

function begin(
  name: ObjectName,
  random: Random,
  id: number,
  process: number,
  call: number,
): Running {
  const f = random.pick(FUNCTIONS[name]);
  const value = (): Value => (name === 'key-value' ? 'abc'[random.below(3)]! : random.below(3));
  const hasInput = f === 'write' || f === 'put' || f === 'append';
  const input: Value = f === 'cas' ? [value(), value()] : hasInput ? value() : null;
  return { id, process, f, input, call, output: null, outcome: 'ok', isDone: false, end: Infinity };
}

/** Returns what is held afterwards; `seen` is what the operation believes to be held. */
function takeEffect(name: ObjectName, operation: Running, held: Value, seen: Value): Value {
  const { f, input } = operation;
  if (name === 'mutex') {
    if ((seen === true) !== (f === 'acquire')) return f === 'acquire';
    operation.outcome = 'fail';
    return held;
  }
  if (f === 'read' || f === 'get') {
    operation.output = seen;
    return held;
  }
  if (f === 'delete') return null;
  if (f === 'append')
    return `${typeof held === 'string' ? held : ''}${input as string}`.slice(0, 99);
  if (f !== 'cas') return input;
  const [from, to] = input as readonly [Value, Value];
  if (seen === from) return to;
  operation.outcome = 'fail';
  return held;
}
