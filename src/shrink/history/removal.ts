/**
 * Which operations may be taken out of a recorded history that cannot be run again. A removal is
 * sound when it leaves a legal history legal: then what is left of an illegal one, if it is still
 * illegal, proves the same of the whole. That the smaller history fails a check says nothing by
 * itself: a write taken away from under its read makes an illegal history out of any.
 *
 * Observers, which change no state, may always go. The rest depends on the object.
 */

import type { Call, Model } from '../../../checkers/model.js';
import type { Operation } from '../../history/operation.js';
import { containerRemoval } from './container-removal.js';
import { registerRemoval } from './register-removal.js';

/**
 * What is left when the `chosen` operations go, as far as they may go, and with them all that would
 * not be sound without them. The operations are one part in order of call. Log-linear.
 */
export type Removal = (
  operations: readonly Operation[],
  chosen: ReadonlySet<Operation>,
) => readonly Operation[];

/** The widest removal that is sound for the parts of `model`. */
export function removalOf(model: Model): Removal {
  const observers = observerRemoval(model);
  const { object } = model;
  switch (object?.type) {
    case 'register': {
      const values = registerRemoval(object, (operation) => isObserver(operation, model));
      return forRoles(object.roles, values, observers);
    }
    case 'queue':
    case 'stack':
    case 'priority-queue':
      return forRoles(object.roles, containerRemoval(object), observers);
    default:
      return observers;
  }
}

/** Whether an operation of a part changes no state, so that nobody misses it. */
export function isObserver(operation: Operation, model: Model): boolean {
  return operation.outcome === 'fail' || model.observes?.(callOf(operation)) === true;
}

/** An operation as a model sees it. */
export function callOf({ f, key, input, output, outcome }: Operation): Call {
  return {
    f,
    ...(key === undefined ? {} : { key }),
    input,
    output: outcome === 'ok' ? output : null,
    outcome,
  };
}

function observerRemoval(model: Model): Removal {
  return (operations, chosen) =>
    operations.filter((operation) => !chosen.has(operation) || !isObserver(operation, model));
}

/** The rules of an object hold only among operations that have a role in it. */
function forRoles(
  roles: Readonly<Record<string, string>>,
  known: Removal,
  otherwise: Removal,
): Removal {
  return (operations, chosen) =>
    operations.every(({ f }) => Object.hasOwn(roles, f))
      ? known(operations, chosen)
      : otherwise(operations, chosen);
}
