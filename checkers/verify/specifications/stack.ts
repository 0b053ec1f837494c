/**
 * The specification of a stack: `push` with the value as input, `pop` that answers the value, or
 * `null` from an empty stack. Written apart from checkers/models on purpose.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import { containerRules } from '../rules/container-rules.js';
import { stackRules } from '../rules/stack-rules.js';
import type { Replay, Specification } from '../specification.js';
import { failures, type SpecificationOptions } from './maker.js';

const NULL = canonicalKey(null);

const FUNCTIONS = { inserts: ['push'], removes: ['pop'] };

/** A stack. States are the canonical keys of its values, the bottom first. */
export function stackSpecification(
  options: SpecificationOptions = {},
): Specification<readonly string[]> {
  return {
    name: 'stack',
    initial: [],
    text: (held) => held.join(','),
    observes: ({ f, outcome, output }) =>
      outcome === 'fail' || (f === 'pop' && outcome === 'ok' && output === null),
    apply(held, operation) {
      if (operation.outcome === 'fail') return held;
      if (operation.f === 'push') return [...held, canonicalKey(operation.input)];
      if (!mayPop(held, operation)) return undefined;
      return held.slice(0, -1);
    },
    replay,
    rules: { ...containerRules(FUNCTIONS), ...stackRules(FUNCTIONS) },
    ...failures(options),
  };
}

function replay(): Replay {
  const held: string[] = [];
  return {
    take(operation) {
      if (operation.outcome === 'fail') return true;
      if (operation.f === 'push') held.push(canonicalKey(operation.input));
      else if (mayPop(held, operation)) held.pop();
      else return false;
      return true;
    },
    text: () => held.join(','),
  };
}

/** Whether a pop fits: it answered what is on top, `null` for nothing, or it crashed. */
function mayPop(held: readonly string[], { outcome, output }: Operation): boolean {
  return outcome === 'info' || canonicalKey(output) === (held.at(-1) ?? NULL);
}
