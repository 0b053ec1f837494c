/**
 * Objects with a model, an oracle that tries all orders, and random small histories of one part:
 * what the tests of sound steps go through.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import { restrict } from '../../../src/history/history.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Model } from '../../../checkers/model.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { counter } from '../../../checkers/models/counter.js';
import { fifoQueue } from '../../../checkers/models/fifo-queue.js';
import { keyValue } from '../../../checkers/models/key-value.js';
import { multiset } from '../../../checkers/models/multiset.js';
import { mutex } from '../../../checkers/models/mutex.js';
import { priorityQueue } from '../../../checkers/models/priority-queue.js';
import { register } from '../../../checkers/models/register.js';
import { semaphore } from '../../../checkers/models/semaphore.js';
import { set } from '../../../checkers/models/set.js';
import { stack } from '../../../checkers/models/stack.js';
import { isLinearizable, type ObjectName } from '../../checkers/oracle/brute-force.js';
import { isContainerLegal, type ContainerKind } from '../../checkers/oracle/containers.js';
import type { Random } from '../../checkers/oracle/random.js';
import { randomContainerHistory } from '../../checkers/oracle/random-containers.js';
import { randomHistory } from '../../checkers/oracle/random-histories.js';
import { randomToggleHistory, smallToggleShape } from '../../checkers/oracle/random-toggles.js';
import { isToggleLegal, type ToggleObject } from '../../checkers/oracle/toggles.js';
import { uniqueHistory, type UniqueObject } from '../../checkers/oracle/unique-registers.js';

/** One random history of one part, and how to judge what is left of it. */
export interface Recorded {
  readonly object: string;
  readonly model: Model;
  readonly history: History;
  readonly failures: 'ignore' | 'observe';
  isLegal(operations: readonly Operation[]): boolean;
}

type Draw = (random: Random) => Recorded;

const SMALL = { operationsMax: 7, keys: 0 };

/** A way to draw a history for each object, and for some objects two. */
export const draws: readonly Draw[] = [
  drawRepeating('register', (initial) => register({ initial })),
  drawRepeating('cas-register', (initial) => casRegister({ initial })),
  drawRepeating('key-value', (initial) => keyValue({ initial })),
  drawRepeating('mutex', () => mutex()),
  drawUnique('register', register({ initial: 0 })),
  drawUnique('cas-register', casRegister({ initial: 0 })),
  drawUnique('key-value', keyValue({ initial: 0 })),
  drawContainer('queue', fifoQueue()),
  drawContainer('stack', stack()),
  drawContainer('priority-queue', priorityQueue()),
  drawToggle('set', () => set()),
  drawToggle('multiset', () => multiset()),
  drawToggle('counter', () => counter()),
  drawToggle('semaphore', (permits) => semaphore({ permits })),
];

function drawRepeating(object: ObjectName, modelOf: (initial: null | number) => Model): Draw {
  return (random) => {
    const initial =
      object === 'register' || object === 'cas-register' ? random.pick([null, 0]) : null;
    const failures = random.pick(['ignore', 'observe'] as const);
    const crashes = random.pick([0, 0.2]);
    return {
      object,
      model: modelOf(initial),
      history: randomHistory(object, random, initial, { ...SMALL, crashes }),
      failures,
      isLegal: (operations) =>
        isLinearizable(object, operations, { initial, observeFailures: failures === 'observe' }),
    };
  };
}

function drawUnique(object: UniqueObject, model: Model): Draw {
  return (random) => ({
    object: `${object} with unique values`,
    model,
    history: uniqueHistory(object, random, {
      operations: 3 + random.below(5),
      width: 1 + random.below(4),
      crashes: random.pick([0, 0.2]),
      unequal: 0.5,
      changes: random.pick([0, 1, 2, undefined]),
      initial: 0,
    }),
    failures: 'ignore',
    isLegal: (operations) => isLinearizable(object, operations, { initial: 0 }),
  });
}

function drawContainer(kind: ContainerKind, model: Model): Draw {
  return (random) => ({
    object: kind,
    model,
    history: randomContainerHistory(kind, random, {
      operationsMax: 7,
      crashes: random.pick([0, 0.1, 0.3]),
      crashedRemoves: random.pick([0, 0.3]),
      duplicates: random.pick([0, 0.3]),
      simulated: 0.7,
      mutations: [0, 0, 1, 2],
    }),
    failures: 'ignore',
    isLegal: (operations) => isContainerLegal(kind, operations),
  });
}

function drawToggle(object: ToggleObject, modelOf: (permits: number) => Model): Draw {
  return (random) => {
    const shape = { ...smallToggleShape(random), keys: 0 };
    const history = randomToggleHistory(object, random, shape);
    const isByElement = object === 'set' || object === 'multiset';
    const [first] = history.operations;
    const element = canonicalKey(first!.input);
    return {
      object,
      model: modelOf(shape.permits),
      history: isByElement
        ? restrict(history, ({ input }) => canonicalKey(input) === element)
        : history,
      failures: 'ignore',
      isLegal: (operations) => isToggleLegal(object, operations, shape.permits),
    };
  };
}
