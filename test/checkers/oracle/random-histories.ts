/**
 * Random small histories of every object with a model: half are runs of a correct object, most of
 * them with one answer changed afterwards; half have intervals and answers drawn without any object
 * in mind.
 */

import type { History, Operation, Outcome } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { ObjectName } from './brute-force.js';
import type { Random } from './random.js';

interface Draft {
  process: number;
  f: string;
  key?: Value;
  input: Value;
  output: Value;
  outcome: Outcome;
  error?: Value;
  call: number;
  return: number;
}

export interface Shape {
  /** Operations, at most. */
  readonly operationsMax: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  /** How many keys; 0 for histories without keys. */
  readonly keys: number;
}

const VALUES: readonly Value[] = [0, 1, 2];
const TEXTS: readonly Value[] = ['', 'a', 'b', 'ab'];

/** A history for `name` whose object began with `initial`. */
export function randomHistory(
  name: ObjectName,
  random: Random,
  initial: Value,
  shape: Shape,
): History {
  const size = 1 + Math.max(random.below(shape.operationsMax), random.below(shape.operationsMax));
  const drafts = Array.from({ length: size }, (_, process) =>
    randomCall(name, random, process, shape),
  );
  if (random.chance(0.6)) {
    simulate(name, drafts, random, initial);
    const changes = random.pick([0, 0, 1, 2, 3]);
    for (let change = 0; change < changes; change++) {
      randomAnswer(name, random.pick(drafts), random, initial);
    }
  } else {
    scatter(drafts, random);
    for (const draft of drafts) randomAnswer(name, draft, random, initial);
  }
  for (const draft of drafts) if (random.chance(shape.crashes)) crash(draft);
  return rank(drafts);
}

function randomCall(name: ObjectName, random: Random, process: number, shape: Shape): Draft {
  const values = name === 'key-value' ? TEXTS : VALUES;
  const f = random.pick(FUNCTIONS[name]);
  const isPair = f === 'cas';
  const hasInput = !['read', 'get', 'acquire', 'release', 'delete'].includes(f);
  const input = isPair ? [random.pick(values), random.pick(values)] : random.pick(values);
  return {
    process,
    f,
    ...(shape.keys === 0 ? {} : { key: `k${random.below(shape.keys)}` }),
    input: hasInput ? input : null,
    output: null,
    outcome: 'ok',
    call: 0,
    return: 0,
  };
}

const FUNCTIONS: Readonly<Record<ObjectName, readonly string[]>> = {
  register: ['read', 'read', 'write'],
  'cas-register': ['read', 'write', 'cas', 'cas'],
  'key-value': ['get', 'get', 'put', 'append', 'cas', 'delete'],
  mutex: ['acquire', 'release'],
};

/**
 * Runs the object: operations begin, take effect and return in a random interleaving with few in
 * flight.
 */
function simulate(name: ObjectName, drafts: Draft[], random: Random, initial: Value): void {
  const stages = drafts.map(() => 0);
  const cells = new Map<Value | undefined, Value | undefined>();
  const width = 1 + random.below(4);
  for (let clock = 0; stages.some((stage) => stage < 3); clock++) {
    const first = stages.findIndex((stage) => stage < 3);
    const at = Math.min(first + random.below(width), drafts.length - 1);
    const draft = drafts[at]!;
    const stage = stages[at]!;
    if (stage === 0) draft.call = clock;
    if (stage === 1) takeEffect(name, draft, cells, initial);
    if (stage === 2) draft.return = clock;
    if (stage < 3) stages[at] = stage + 1;
  }
}

function takeEffect(
  name: ObjectName,
  draft: Draft,
  cells: Map<Value | undefined, Value | undefined>,
  initial: Value,
): void {
  const stored = cells.get(draft.key);
  const held = stored === undefined ? initial : stored;
  const fail = (error: Value): void => {
    draft.outcome = 'fail';
    draft.error = error;
  };
  if (name === 'mutex') {
    const free = stored !== true;
    if (free === (draft.f === 'acquire')) cells.set(draft.key, free);
    else fail(null);
  } else if (draft.f === 'read' || draft.f === 'get') draft.output = held;
  else if (draft.f === 'delete') cells.delete(draft.key);
  else if (draft.f === 'append')
    cells.set(draft.key, ((held ?? '') as string) + (draft.input as string));
  else if (draft.f === 'cas') {
    const [from, to] = draft.input as readonly [Value, Value];
    if (held === from) cells.set(draft.key, to);
    else if (stored === undefined && held === null) fail(20);
    else fail(22);
  } else cells.set(draft.key, draft.input);
}

function scatter(drafts: Draft[], random: Random): void {
  const span = 2 + random.below(4 * drafts.length);
  for (const draft of drafts) {
    draft.call = random.below(4 * drafts.length);
    draft.return = draft.call + 1 + random.below(span);
  }
}

function randomAnswer(name: ObjectName, draft: Draft, random: Random, initial: Value): void {
  const values = name === 'key-value' ? TEXTS : VALUES;
  draft.outcome = 'ok';
  delete draft.error;
  if (draft.f === 'read' || draft.f === 'get') draft.output = random.pick([initial, ...values]);
  if (draft.f === 'cas' || (draft.f === 'get' && random.chance(0.2))) {
    const answer = random.below(10);
    if (answer < 2 && draft.f === 'cas') draft.output = false;
    if (answer === 8) draft.error = 22;
    if (answer === 9) draft.error = 20;
    if (answer >= 8) draft.outcome = 'fail';
  }
}

function crash(draft: Draft): void {
  draft.outcome = 'info';
  draft.output = null;
  delete draft.error;
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
