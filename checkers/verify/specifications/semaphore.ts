/**
 * Specifications of semaphores and of the lock, which is one with a single permit.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Value } from '../../../src/history/value.js';
import { each, type CountedObject } from '../rules/counted-object.js';
import { deadEndRule } from '../rules/toggle-rules.js';
import type { Specification } from '../specification.js';
import { failures, type SpecificationOptions } from './maker.js';

/** A lock with `acquire` and `release`. The state says whether it is held. */
export function mutexSpecification(
  _initial: Value,
  options: SpecificationOptions,
): Specification<boolean> {
  return {
    name: 'mutex',
    initial: false,
    text: canonicalKey,
    observes: ({ outcome }) => outcome === 'fail',
    ...failures(options),
    apply(held, { f, outcome }) {
      if (outcome === 'fail') return held;
      return held === (f === 'acquire') ? undefined : !held;
    },
    rules: { permits: deadEndRule(permits(1)) },
  };
}

/**
 * A semaphore with `acquire` and `release`, whose initial value is the number of permits, 1 when it
 * is `null`. The state says how many are taken.
 */
export function semaphoreSpecification(
  initial: Value,
  options: SpecificationOptions,
): Specification<number> {
  const most = typeof initial === 'number' ? initial : 1;
  return {
    name: 'semaphore',
    initial: 0,
    text: canonicalKey,
    observes: ({ outcome }) => outcome === 'fail',
    ...failures(options),
    apply(taken, { f, outcome }) {
      if (outcome === 'fail') return taken;
      const next = f === 'acquire' ? taken + 1 : taken - 1;
      return next < 0 || next > most ? undefined : next;
    },
    rules: { permits: deadEndRule(permits(most)) },
  };
}

function permits(most: number): CountedObject {
  return {
    least: 0,
    most,
    elementOf: () => '',
    observes: ({ outcome }) => outcome === 'fail',
    effectsOf: each(({ f, outcome }) => {
      if (outcome === 'fail') return { kind: 'none' };
      return { kind: f === 'acquire' ? 'raise' : 'lower' };
    }),
  };
}
