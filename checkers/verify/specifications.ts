/**
 * Specifications of the objects that have a model here, by name. Written apart from checkers/models
 * on purpose; the two must agree only through certificates.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import type { Specification } from './specification.js';
import {
  failures,
  type SpecificationMaker,
  type SpecificationOptions,
} from './specifications/maker.js';
import { keyValueSpecification, registerSpecification } from './specifications/registers.js';

export type { SpecificationOptions } from './specifications/maker.js';

const makers: ReadonlyMap<string, SpecificationMaker> = new Map([
  ['register', registerSpecification],
  ['cas-register', registerSpecification],
  ['key-value', keyValueSpecification],
  ['mutex', mutexSpecification],
]);

/** The specification for the model called `name`; `undefined` for models of others. */
export function specificationNamed(
  name: string,
  initial: Value = null,
  options: SpecificationOptions = {},
): Specification | undefined {
  return makers.get(name)?.(initial, options);
}

function mutexSpecification(
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
  };
}
