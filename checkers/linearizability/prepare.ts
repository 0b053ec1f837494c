/**
 * From a history to the calls a search has to place. What did not happen, and what may have
 * happened without anybody being able to tell, is left out; docs/linearizability.md proves that
 * nothing is lost.
 */

import type { History, Operation } from '../../src/history/operation.js';
import { describeCall, reference } from '../describe.js';
import { ModelError, type Call, type FailureReason, type Model } from '../model.js';

/** An operation to place, with the call its model sees. */
export interface PreparedOperation {
  readonly operation: Operation;
  readonly call: Call;
}

/** Says why an operation failed; `undefined` when it tells nothing of the state. */
export type FailureReader = (operation: Operation) => FailureReason | undefined;

/**
 * The operations of `history` that must or may be placed, in order of call. Failed ones stay only
 * where `readFailure` gives a reason. Linear time.
 * @throws ModelError when an operation has a function the model does not know.
 */
export function prepare(
  history: History,
  model: Model,
  readFailure: FailureReader | undefined,
): PreparedOperation[] {
  const functions = new Set(model.functions);
  const prepared: PreparedOperation[] = [];
  for (const operation of history.operations) {
    if (!functions.has(operation.f)) throw unknownFunction(operation, model);
    const reason = operation.outcome === 'fail' ? readFailure?.(operation) : undefined;
    if (operation.outcome === 'fail' && reason === undefined) continue;
    const call = callOf(operation, reason);
    if (operation.outcome === 'info' && observes(model, operation, call)) continue;
    prepared.push({ operation, call });
  }
  return prepared;
}

function callOf(operation: Operation, reason: FailureReason | undefined): Call {
  return {
    f: operation.f,
    ...(operation.key === undefined ? {} : { key: operation.key }),
    input: operation.input,
    // What a crashed or failed operation carries in its completion is not an answer.
    output: operation.outcome === 'ok' ? operation.output : null,
    outcome: operation.outcome,
    ...(reason === undefined ? {} : { reason }),
  };
}

function observes(model: Model, operation: Operation, call: Call): boolean {
  try {
    return model.observes?.(call) === true;
  } catch (cause) {
    throw callFailed(model, call, cause, operation);
  }
}

/** The error for a call that makes a function of its model throw. */
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

function unknownFunction(operation: Operation, model: Model): ModelError {
  const process =
    typeof operation.process === 'number' ? operation.process : `"${operation.process}"`;
  return new ModelError(
    `model ${model.name} knows ${model.functions.join(', ')}; operation ` +
      `${reference(operation.id)} of process ${process} is ${describeCall(operation)}`,
  );
}
