/**
 * The error for a call that makes a function of its model throw.
 */

import type { Operation } from '../../src/history/operation.js';
import { describeCall, reference } from '../describe.js';
import { ModelError, type Call, type Model } from '../model.js';

/** Names the model, the call and, where it is known, the operation. */
export function callFailed(
  model: Model,
  call: Call,
  cause: unknown,
  operation?: Operation,
): ModelError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const which = operation === undefined ? '' : `operation ${reference(operation.id)}, `;
  return new ModelError(
    `model ${model.name} cannot take ${which}${describeCall(call)}: ${message}`,
    { cause },
  );
}
