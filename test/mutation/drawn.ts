/**
 * All objects with a model, each with the histories that are drawn for it and the oracle that tries
 * every order of them.
 */

import type { Model } from '../../checkers/model.js';
import { modelNamed } from '../../checkers/models/index.js';
import type { Specification } from '../../checkers/verify/specification.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { isLinearizable, type ObjectName } from '../checkers/oracle/brute-force.js';
import { isContainerLegal, type ContainerKind } from '../checkers/oracle/containers.js';
import { longHistory } from '../checkers/oracle/long-histories.js';
import { randomContainerHistory } from '../checkers/oracle/random-containers.js';
import { randomHistory } from '../checkers/oracle/random-histories.js';
import {
  longStackHistory,
  pairwiseStackHistory,
  randomStackHistory,
} from '../checkers/oracle/random-stacks.js';
import type { Random } from '../checkers/oracle/random.js';
import { randomToggleHistory, smallToggleShape } from '../checkers/oracle/random-toggles.js';
import { isToggleLegal, type ToggleObject } from '../checkers/oracle/toggles.js';
import { uniqueHistory, type UniqueObject } from '../checkers/oracle/unique-registers.js';

/** A history with all that is needed to judge it. */
export interface Drawn {
  readonly model: Model;
  readonly specification: Specification;
  readonly history: History;
  /** Tries every order of some operations of the history; for a few only. */
  readonly isLegal: (operations: readonly Operation[]) => boolean;
}

/** A source of histories of one object. */
export interface Subject {
  readonly name: string;
  /** At most 7 operations. */
  readonly small: (random: Random) => Drawn;
  /** About `operations` operations. */
  readonly medium: (random: Random, operations: number) => Drawn;
}

/** Operations in small histories, at most: few of them meet more of the borders. */
const SIZES = [3, 5, 7, 7];

/** One source for each object; registers have two, since monitors want each value written once. */
export const SUBJECTS: readonly Subject[] = [
  registers('register'),
  registers('cas-register'),
  registers('key-value'),
  registers('mutex'),
  uniqueRegisters('register'),
  uniqueRegisters('cas-register'),
  uniqueRegisters('key-value'),
  containers('fifo-queue', 'queue'),
  containers('stack', 'stack'),
  stackOrders(),
  containers('priority-queue', 'priority-queue'),
  toggles('set'),
  toggles('multiset'),
  toggles('counter'),
  toggles('semaphore'),
];

function drawn(name: string, initial: Value, history: History, isLegal: Drawn['isLegal']): Drawn {
  const hasInitial = initial !== null;
  return {
    model: hasInitial ? modelNamed(name, initial) : modelNamed(name),
    specification: specificationNamed(name, initial)!,
    history,
    isLegal,
  };
}

function registers(name: ObjectName): Subject {
  return {
    name,
    small(random) {
      const initial = name === 'mutex' ? null : random.pick([null, name === 'key-value' ? '' : 0]);
      const crashes = random.pick([0, 0.15, 0.4]);
      const keys = random.pick([0, 0, 2]);
      const operationsMax = random.pick(SIZES);
      const history = randomHistory(name, random, initial, { operationsMax, crashes, keys });
      return drawn(name, initial, history, (operations) =>
        isLinearizable(name, operations, { initial }),
      );
    },
    medium(random, operations) {
      const history = longHistory(name, random, {
        operations,
        processes: 2 + random.below(4),
        crashes: random.pick([0, 0, 0.03]),
        isBroken: random.chance(0.5),
      });
      return drawn(name, null, history, tooMany);
    },
  };
}

function uniqueRegisters(name: UniqueObject): Subject {
  const draw = (random: Random, operations: number): Drawn => {
    const shape = {
      operations,
      width: 1 + random.below(5),
      crashes: random.pick([0, 0, operations < 10 ? 0.3 : 0.01]),
      unequal: random.pick([0, 0, 0.3]),
      initial: random.pick<Value>([0, null]),
      changes: operations < 10 && random.chance(0.3) ? undefined : random.pick([0, 1, 2, 4]),
    };
    const history = uniqueHistory(name, random, shape);
    return drawn(name, shape.initial, history, (operations) =>
      isLinearizable(name, operations, shape),
    );
  };
  return {
    name: `unique-${name}`,
    small(random) {
      const size = random.pick(SIZES);
      return draw(random, 1 + Math.max(random.below(size), random.below(size)));
    },
    medium: draw,
  };
}

function containers(name: string, kind: ContainerKind): Subject {
  return {
    name,
    small(random) {
      const history = randomContainerHistory(kind, random, {
        operationsMax: random.pick(SIZES),
        crashes: random.pick([0, 0, 0.15, 0.3]),
        crashedRemoves: random.pick([0, 0, 0.3]),
        duplicates: random.chance(0.1) ? 0.3 : 0,
      });
      return drawn(name, null, history, (operations) => isContainerLegal(kind, operations));
    },
    medium(random, operations) {
      const history = randomContainerHistory(kind, random, {
        operationsMax: operations,
        crashes: random.pick([0, 0, 2 / operations]),
        simulated: 1,
        mutations: [0, 0, 1, 1, 2],
      });
      return drawn(name, null, history, tooMany);
    },
  };
}

function stackOrders(): Subject {
  const drawnStack = (history: History): Drawn =>
    drawn('stack', null, history, (operations) => isContainerLegal('stack', operations));
  return {
    name: 'stack-order',
    small(random) {
      const operationsMax = random.pick(SIZES);
      const crashes = random.pick([0, 0.1, 0.3]);
      return drawnStack(randomStackHistory(random, { operationsMax, crashes }));
    },
    medium(random, operations) {
      if (operations < 60 && random.chance(0.4)) {
        return drawnStack(pairwiseStackHistory(random, operations >> 1));
      }
      if (operations < 20) {
        const crashes = random.pick([0.1, 0.2, 0.3]);
        return drawnStack(randomStackHistory(random, { operationsMax: operations, crashes }));
      }
      const shape = {
        operations,
        width: 2 + random.below(5),
        crashes: random.pick([0, 0, 2 / operations, operations < 60 ? 0.1 : 0]),
        swaps: random.pick([0, 0, 1, 2]),
      };
      return drawnStack(longStackHistory(random, shape));
    },
  };
}

function toggles(name: ToggleObject): Subject {
  const initialOf = (permits: number): Value => (name === 'semaphore' ? permits : null);
  return {
    name,
    small(random) {
      const shape = smallToggleShape(random);
      const history = randomToggleHistory(name, random, shape);
      const keys = new Set(history.operations.map(({ key }) => key));
      return drawn(name, initialOf(shape.permits), history, (operations) =>
        [...keys].every((key) =>
          isToggleLegal(
            name,
            operations.filter((each) => each.key === key),
            shape.permits,
          ),
        ),
      );
    },
    medium(random, operations) {
      const permits = 1 + random.below(4);
      const history = randomToggleHistory(name, random, {
        operations,
        width: 2 + random.below(6),
        crashes: random.pick([0, 0, 2 / operations]),
        keys: random.pick([0, 0, 3]),
        elements: 1 + random.below(10),
        permits,
        amounts: random.pick([[null], [2], [1, -1], [5, 0]]),
        changes: random.pick([0, 1, 2, 3]),
        silence: 0,
      });
      return drawn(name, initialOf(permits), history, tooMany);
    },
  };
}

function tooMany(): never {
  throw new Error('too many orders to try');
}
