/**
 * Quiet instants of objects that are a count: sets, multisets, counters and semaphores. The answers
 * before the instant fix the count, whatever the order.
 */

import { hasElements } from '../../../checkers/linearizability/elements.js';
import type { Model, ObjectView } from '../../../checkers/model.js';
import type { Operation } from '../../history/operation.js';
import type { QuietInstant } from './settled-beginning.js';

/**
 * How the operation changes the count: 0 for observers. `undefined`: the answer does not tell.
 */
type Change = (operation: Operation) => number | undefined;

/** The quiet instants of one part of `model`, in order; none where it is no count. Linear. */
export function quietCounts(operations: readonly Operation[], model: Model): QuietInstant[] {
  const changeIfOk = changeOf(model);
  if (changeIfOk === undefined) return [];
  const change: Change = (operation) => {
    if (operation.outcome === 'fail') return 0;
    return operation.outcome === 'ok' ? changeIfOk(operation) : undefined;
  };
  const instants: QuietInstant[] = [];
  let count = 0;
  let latest = -1;
  for (const [at, operation] of operations.entries()) {
    if (at > 0 && latest < operation.call) {
      const sum = count;
      instants.push({
        size: at,
        leading: () => leadingTo(sum, operations.slice(0, at), change),
      });
    }
    const step = change(operation);
    if (step === undefined) break;
    count += step;
    latest = Math.max(latest, operation.return);
  }
  return instants;
}

/** As few operations that raise the count as lead to it; `undefined` where that takes others. */
function leadingTo(
  count: number,
  operations: readonly Operation[],
  change: Change,
): readonly Operation[] | undefined {
  const kept: Operation[] = [];
  let left = count;
  for (const operation of operations) {
    if (left === 0) break;
    const step = change(operation)!;
    if (step <= 0 || step > left) continue;
    kept.push(operation);
    left -= step;
  }
  return left === 0 ? kept : undefined;
}

function changeOf(model: Model): Change | undefined {
  const { object } = model;
  switch (object?.type) {
    case 'set':
      return hasElements(model) ? (operation) => changeOfSet(operation, object.roles) : undefined;
    case 'multiset':
      return hasElements(model)
        ? (operation) => changeOfMultiset(operation, object.roles)
        : undefined;
    case 'counter':
      return (operation) => changeOfCounter(operation, object.roles);
    case 'semaphore':
      return ({ f }) =>
        object.roles[f] === undefined ? undefined : object.roles[f] === 'acquire' ? 1 : -1;
    default:
      return undefined;
  }
}

type Roles<Type extends ObjectView['type']> = Extract<ObjectView, { type: Type }>['roles'];

function changeOfSet({ f, output }: Operation, roles: Roles<'set'>): number | undefined {
  const role = roles[f];
  if (role === 'contains') return 0;
  if (role === undefined || typeof output !== 'boolean') return undefined;
  if (!output) return 0;
  return role === 'add' ? 1 : -1;
}

function changeOfMultiset({ f, output }: Operation, roles: Roles<'multiset'>): number | undefined {
  const role = roles[f];
  if (role === 'count') return 0;
  if (role === 'add') return 1;
  if (role === undefined || typeof output !== 'boolean') return undefined;
  return output ? -1 : 0;
}

function changeOfCounter({ f, input }: Operation, roles: Roles<'counter'>): number | undefined {
  const role = roles[f];
  if (role === 'read') return 0;
  if (role === undefined) return undefined;
  return input === null ? 1 : typeof input === 'number' ? input : undefined;
}
