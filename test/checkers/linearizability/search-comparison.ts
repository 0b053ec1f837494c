/**
 * Compares the generic search, with every combination of its reductions in turn, and the whole
 * checker with oracles that try every order, and has the verifier recheck all that they say. The
 * counts are arguments, for long campaigns.
 */

import { failureReason } from '../../../checkers/linearizability/failure-reason.js';
import {
  linearizable,
  type LinearizableOptions,
} from '../../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS, type Reductions } from '../../../checkers/linearizability/reductions.js';
import { modelNamed } from '../../../checkers/models/index.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { isLinearizable, type ObjectName } from '../oracle/brute-force.js';
import { isContainerLegal, type ContainerKind } from '../oracle/containers.js';
import { seeded, type Random } from '../oracle/random.js';
import { randomContainerHistory } from '../oracle/random-containers.js';
import { randomHistory } from '../oracle/random-histories.js';
import { randomToggleHistory, smallToggleShape } from '../oracle/random-toggles.js';
import { isToggleLegal, type ToggleObject } from '../oracle/toggles.js';

/** How many histories were what. */
export interface SearchTally {
  legal: number;
  illegal: number;
  /** With a crashed operation. */
  crashed: number;
  /** With a failed operation whose reason says something. */
  observed: number;
}

/** A history with what the oracle says of it. */
interface Drawn {
  readonly history: History;
  readonly isLegal: boolean;
  /** As models and specifications know it: an initial value, or a number of permits. */
  readonly initial: Value | undefined;
  readonly failures: 'ignore' | 'observe';
}

type Draw = (random: Random) => Drawn;

const draws: ReadonlyMap<string, Draw> = new Map([
  ['register', (random) => drawCells('register', random, [null, 0])],
  ['cas-register', (random) => drawCells('cas-register', random, [null, 0])],
  ['key-value', (random) => drawCells('key-value', random, [null, ''])],
  ['fifo-queue', (random) => drawContainer('queue', random)],
  ['stack', (random) => drawContainer('stack', random)],
  ['priority-queue', (random) => drawContainer('priority-queue', random)],
  ['set', (random) => drawToggle('set', random)],
  ['multiset', (random) => drawToggle('multiset', random)],
  ['counter', (random) => drawToggle('counter', random)],
  ['mutex', (random) => drawCells('mutex', random, [undefined])],
  ['semaphore', (random) => drawToggle('semaphore', random)],
] satisfies [string, Draw][]);

/** The models that are compared. */
export const COMPARED_MODELS: readonly string[] = [...draws.keys()];

/**
 * `count` histories of up to 7 operations of the model called `name`: each is judged by the search
 * with one combination of reductions, and one in `alsoEvery` either by the search with all of them
 * or as users do, by the monitor first.
 * @throws Error with the history when one of them, the oracle and the verifier do not agree.
 */
export function compareSearch(
  name: string,
  count: number,
  seed: number,
  alsoEvery: number,
): SearchTally {
  const draw = draws.get(name)!;
  const random = seeded(seed);
  const tally: SearchTally = { legal: 0, illegal: 0, crashed: 0, observed: 0 };
  for (let number = 0; number < count; number++) {
    const drawn = draw(random);
    const { operations } = drawn.history;
    tally[drawn.isLegal ? 'legal' : 'illegal'] += 1;
    if (operations.some(({ outcome }) => outcome === 'info')) tally.crashed += 1;
    if (operations.some((each) => sawSomething(each))) tally.observed += 1;
    const reductions = reductionsOf(number % COMBINATIONS);
    judge(name, number, drawn, { monitors: false, reductions });
    if (number % alsoEvery > 0) continue;
    const isWhole = (number / alsoEvery) % 2 === 0;
    judge(name, number, drawn, isWhole ? {} : { monitors: false, reductions: EAGER });
  }
  return tally;
}

function judge(name: string, number: number, drawn: Drawn, options: LinearizableOptions): void {
  const { history, isLegal, initial, failures } = drawn;
  const checker = linearizable(modelNamed(name, initial), { ...options, failures });
  const verdict = checker.check(history);
  const seen = failures === 'observe' ? { failureOf: failureReason } : {};
  const problems = verify(history, verdict, specificationNamed(name, initial, seen)!);
  const expected = isLegal ? 'legal' : 'illegal';
  if (verdict.kind === expected && problems.length === 0) return;
  const told = { expected, found: verdict.kind, problems, options, failures, initial };
  throw new Error([`history ${number}: ${JSON.stringify(told)}`, ...linesOf(history)].join('\n'));
}

const COMBINATIONS = 64;

/** Tries from the middle at once, however short the history is. */
const EAGER_WINDOWS = { patience: 1, events: 2 };

const EAGER: Reductions = { ...ALL_REDUCTIONS, windows: EAGER_WINDOWS };

/** Combination `number` of the six reductions. */
function reductionsOf(number: number): Reductions {
  return {
    observersAtOnce: (number & 1) !== 0,
    symmetry: (number & 2) !== 0,
    dominance: (number & 4) !== 0,
    crashedNormalForm: (number & 8) !== 0,
    lookAhead: (number & 16) !== 0,
    windows: (number & 32) === 0 ? undefined : EAGER_WINDOWS,
  };
}

function drawCells(name: ObjectName, random: Random, initials: readonly unknown[]): Drawn {
  const initial = random.pick(initials) as Value | undefined;
  const crashes = random.pick([0, 0.15, 0.4]);
  const keys = random.pick([0, 0, 2]);
  const observeFailures = random.chance(0.5);
  const shape = { operationsMax: 7, crashes, keys };
  const history = randomHistory(name, random, initial ?? null, shape);
  const isLegal = isLinearizable(name, history.operations, { initial, observeFailures });
  return { history, isLegal, initial, failures: observeFailures ? 'observe' : 'ignore' };
}

function drawContainer(kind: ContainerKind, random: Random): Drawn {
  const history = randomContainerHistory(kind, random, {
    operationsMax: 7,
    crashes: random.pick([0, 0, 0.15, 0.3]),
    crashedRemoves: random.pick([0, 0, 0.3]),
    duplicates: random.pick([0, 0, 0.3]),
    mutations: kind === 'stack' ? [3, 5, 7, 9] : [1, 3, 5, 7],
  });
  const isLegal = isContainerLegal(kind, history.operations);
  return { history, isLegal, initial: undefined, failures: 'ignore' };
}

function drawToggle(name: ToggleObject, random: Random): Drawn {
  const drawn = smallToggleShape(random);
  // Of sets too few would be legal.
  const shape = name === 'set' && random.chance(0.15) ? { ...drawn, changes: 0 } : drawn;
  const history = randomToggleHistory(name, random, shape);
  const keys = [...new Set(history.operations.map(({ key }) => key))];
  const isLegal = keys.every((key) => {
    const operations = history.operations.filter((operation) => operation.key === key);
    return isToggleLegal(name, operations, shape.permits);
  });
  const initial = name === 'semaphore' ? shape.permits : undefined;
  return { history, isLegal, initial, failures: 'ignore' };
}

function sawSomething({ outcome, error }: Operation): boolean {
  return outcome === 'fail' && (error === 20 || error === 22);
}

function linesOf({ operations }: History): string[] {
  return operations.map(({ id, f, key, input, output, outcome, error, call, return: end }) => {
    const said = JSON.stringify({ key, input, output, error });
    return `#${id} ${f} ${said} ${outcome} [${call}, ${end}]`;
  });
}
