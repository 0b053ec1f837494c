/**
 * The specification of counters.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { boundsRule } from '../rules/bounds-rule.js';
import type { CountedObject, Effect } from '../rules/counted-object.js';
import { deadEndRule } from '../rules/toggle-rules.js';
import type { Specification } from '../specification.js';
import { integerOf } from './integers.js';
import { failures, type SpecificationOptions } from './maker.js';

/** A counter with `add` and `read`. The state is the sum. */
export function counterSpecification(
  _initial: Value,
  options: SpecificationOptions,
): Specification<number> {
  return {
    name: 'counter',
    initial: 0,
    text: canonicalKey,
    observes: SUM.observes,
    ...failures(options),
    apply(sum, operation) {
      const { f, output, outcome } = operation;
      if (outcome === 'fail') return sum;
      if (f === 'add') return sum + (integerOf(operation.input ?? 1) ?? NaN);
      return outcome === 'info' || output === null || integerOf(output) === sum ? sum : undefined;
    },
    rules: {
      count: deadEndRule(SUM),
      bounds: boundsRule(({ input }) => integerOf(input ?? 1), sumOf),
    },
  };
}

function sumOf({ output, outcome }: Operation): number | undefined {
  return outcome === 'ok' && output !== null ? integerOf(output) : undefined;
}

/** In units of the one amount that all additions have, up to the sign. */
const SUM: CountedObject = {
  least: -Infinity,
  most: Infinity,
  elementOf: () => '',
  observes: ({ f, outcome }) => outcome === 'fail' || f === 'read',
  effectsOf(operations) {
    const sizes = new Set(operations.map((operation) => Math.abs(addedBy(operation))));
    sizes.delete(0);
    const [unit = 1, ...others] = sizes;
    if (others.length > 0 || Number.isNaN(unit)) return undefined;
    if (
      operations.some(
        ({ f, output, outcome }) => f === 'read' && outcome === 'ok' && output === null,
      )
    )
      return undefined;
    return operations.map((operation): Effect => {
      const added = addedBy(operation);
      if (added !== 0) return { kind: added > 0 ? 'raise' : 'lower' };
      if (operation.f === 'add' || operation.outcome !== 'ok') return { kind: 'none' };
      const level = (sumOf(operation) ?? Infinity) / unit;
      return { kind: 'see', at: Number.isInteger(level) ? level : Infinity };
    });
  },
};

/** 0 for what adds nothing, `NaN` for what no counter takes. */
function addedBy({ f, input, outcome }: Operation): number {
  if (f !== 'add' || outcome === 'fail') return 0;
  return integerOf(input ?? 1) ?? NaN;
}
