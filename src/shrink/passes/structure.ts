/**
 * The coarse passes: less to look at. Shortest failing prefix, one key, fewer faults, operations
 * and deviations, and pairs of them, because a create and a delete, or a fault and the operation it
 * needs, often go only together (Lincheck removes pairs for the same reason).
 */

import { canonicalKey } from '../../history/equality.js';
import type { Scenario } from '../../scenario/scenario.js';
import { inOrder } from '../canonical.js';
import { START } from './pass.js';
import type { Candidate, Pass } from './pass.js';
import { removals, without } from './removal.js';

/** Beyond so many operations, or deviations, pairs are too many to try. */
const PAIRED_OPERATIONS_MAX = 24;
const PAIRED_DEVIATIONS_MAX = 12;

/**
 * The first n operations for the least n that fails: binary search, `size` and `at` are its bounds.
 */
export const prefixPass: Pass = {
  name: 'prefix',
  rerolls: 0,
  *candidates(scenario, from) {
    const program = inOrder(scenario.program);
    let low = Math.max(1, from.size);
    const high = from === START || from.at === 0 ? program.length : from.at;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      yield [
        { ...scenario, program: program.slice(0, middle) },
        { size: low, at: middle },
      ];
      low = middle + 1;
    }
  },
};

/** One key's operations alone: linearizability, at least, is local. */
export const keyPass: Pass = {
  name: 'key',
  rerolls: 1,
  *candidates(scenario, from) {
    const nameOf = (operation: { readonly key?: Parameters<typeof canonicalKey>[0] }): string =>
      operation.key === undefined ? '' : canonicalKey(operation.key);
    const names = [...new Set(scenario.program.map(nameOf))];
    if (names.length < 2) return;
    for (let at = from.at; at < names.length; at++) {
      const program = scenario.program.filter((operation) => nameOf(operation) === names[at]);
      yield [
        { ...scenario, program },
        { size: 0, at: names.length },
      ];
    }
  },
};

/** Fewer faults; none at all is the first guess. */
export const faultsPass: Pass = {
  name: 'faults',
  rerolls: 1,
  *candidates(scenario, from) {
    for (const [faults, next] of removals(scenario.faults, from)) {
      yield [{ ...scenario, faults }, next];
    }
  },
};

/** Fewer operations. */
export const operationsPass: Pass = {
  name: 'operations',
  rerolls: 1,
  *candidates(scenario, from) {
    for (const [program, next] of removals(scenario.program, from)) {
      yield [{ ...scenario, program }, next];
    }
  },
};

/** Fewer messages that go astray. */
export const deviationsPass: Pass = {
  name: 'deviations',
  rerolls: 0,
  *candidates(scenario, from) {
    for (const [deviations, next] of removals(scenario.deviations, from)) {
      yield [{ ...scenario, deviations }, next];
    }
  },
};

/** Two operations, an operation and a fault, or two faults. */
export const pairsPass: Pass = {
  name: 'pairs',
  rerolls: 1,
  *candidates(scenario, from) {
    const { program, faults } = scenario;
    if (program.length > PAIRED_OPERATIONS_MAX) return;
    const drop = (start: Scenario, unit: number): Scenario =>
      unit < program.length
        ? { ...start, program: without(start.program, unit) }
        : { ...start, faults: without(start.faults, unit - program.length) };
    yield* pairs(program.length + faults.length, from, (left, right) =>
      // The later unit first: dropping it does not move the earlier.
      drop(drop(scenario, right), left),
    );
  },
};

/** Two messages that only together make no difference. */
export const deviationPairsPass: Pass = {
  name: 'deviation pairs',
  rerolls: 0,
  *candidates(scenario, from) {
    const { deviations } = scenario;
    if (deviations.length > PAIRED_DEVIATIONS_MAX) return;
    yield* pairs(deviations.length, from, (left, right) => ({
      ...scenario,
      deviations: without(without(deviations, right), left),
    }));
  },
};

function* pairs(
  count: number,
  from: { readonly size: number; readonly at: number },
  drop: (left: number, right: number) => Scenario,
): Generator<Candidate> {
  for (let left = from.size; left < count; left++) {
    const first = left === from.size ? Math.max(from.at, left + 1) : left + 1;
    for (let right = first; right < count; right++) {
      yield [drop(left, right), { size: left, at: right }];
    }
  }
}
