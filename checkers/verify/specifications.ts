/**
 * Specifications of the objects that have a model here, by name. Written apart from checkers/models
 * on purpose; the two must agree only through certificates.
 */

import type { Value } from '../../src/history/value.js';
import type { Specification } from './specification.js';
import type { SpecificationMaker, SpecificationOptions } from './specifications/maker.js';
import { counterSpecification } from './specifications/counters.js';
import { fifoQueueSpecification, priorityQueueSpecification } from './specifications/queues.js';
import { keyValueSpecification, registerSpecification } from './specifications/registers.js';
import { mutexSpecification, semaphoreSpecification } from './specifications/semaphore.js';
import { multisetSpecification, setSpecification } from './specifications/sets.js';
import { stackSpecification } from './specifications/stack.js';

export type { SpecificationOptions } from './specifications/maker.js';

const makers: ReadonlyMap<string, SpecificationMaker> = new Map<string, SpecificationMaker>([
  ['register', registerSpecification],
  ['cas-register', registerSpecification],
  ['key-value', keyValueSpecification],
  ['mutex', mutexSpecification],
  ['semaphore', semaphoreSpecification],
  ['fifo-queue', (_, options) => fifoQueueSpecification(options)],
  ['priority-queue', (_, options) => priorityQueueSpecification('greatest-first', options)],
  ['stack', (_, options) => stackSpecification(options)],
  ['set', setSpecification],
  ['multiset', multisetSpecification],
  ['counter', counterSpecification],
]);

/** The specification for the model called `name`; `undefined` for models of others. */
export function specificationNamed(
  name: string,
  initial: Value = null,
  options: SpecificationOptions = {},
): Specification | undefined {
  return makers.get(name)?.(initial, options);
}
