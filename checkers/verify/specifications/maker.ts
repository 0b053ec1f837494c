/**
 * How specifications are made: from the initial value and from what else the object was configured
 * with.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { ObservedFailure, Specification } from '../specification.js';

/** What else the object to be verified was configured with. */
export interface SpecificationOptions {
  /** Register reads of `null`: an answer, or no answer at all. */
  readonly nullReads?: 'observed' | 'ignored';
  /** What failed operations saw, for verdicts that observed failures. */
  readonly failureOf?: (operation: Operation) => ObservedFailure | undefined;
}

/** Makes the specification of one object. */
export type SpecificationMaker = (initial: Value, options: SpecificationOptions) => Specification;

/** The reader of failures among the options, as a field of a specification. */
export function failures(options: SpecificationOptions): Pick<Specification, 'failureOf'> {
  return options.failureOf === undefined ? {} : { failureOf: options.failureOf };
}
