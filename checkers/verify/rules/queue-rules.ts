/**
 * The rules of refutation for queues: first in, first out; and for priority queues: nothing comes
 * out while something greater is certainly inside.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Problem, RefutationRule } from '../specification.js';
import { verifyPresence } from './certain-presence.js';
import { malformed, valuesOf } from './container-rules.js';
import {
  containerUses,
  isAmong,
  isAnswered,
  isOnly,
  type ContainerFunctions,
} from './container-uses.js';

/**
 * The rules of a FIFO queue, beside those of all containers. Their groups:
 *
 * - `fifo`: `[[enqueue a, enqueue b], [dequeue b, dequeue a]]`, without the last where no dequeue
 *   of `a` returned: `a` was in before `b`, and `b` out before `a`.
 * - `skipped`: `[[enqueues], [enqueue b, dequeue b]]`: these values were in before `b` and must
 *   have been out before it, but fewer crashed dequeues had been called.
 */
export function queueRules(
  functions: ContainerFunctions,
): Readonly<Record<'fifo' | 'skipped', RefutationRule>> {
  const enters = (operation: Operation | undefined): operation is Operation =>
    operation !== undefined && functions.inserts.includes(operation.f);
  return {
    fifo(part, groups) {
      const [first, second] = groups[0] ?? [];
      const [overtaking, overtaken] = groups[1] ?? [];
      if (!enters(first) || !enters(second) || overtaking === undefined) return malformed('fifo');
      const uses = containerUses(part, functions, [first.input, second.input]);
      if (uses === undefined) return malformed('fifo');
      const ahead = uses.of(first.input);
      const behind = uses.of(second.input);
      if (!isOnly(ahead.inserts, first) || !isOnly(behind.inserts, second)) {
        return [{ message: 'the values were not inserted exactly once' }];
      }
      if (first.return >= second.call) return notInOrder(first, second);
      if (!isAmong(behind.removes, overtaking)) return malformed('fifo');
      if (overtaken !== undefined) {
        if (!isAmong(ahead.removes, overtaken)) return malformed('fifo');
        return overtaking.return < overtaken.call ? [] : notInOrder(overtaking, overtaken);
      }
      const crashed = uses.crashedRemoves.some((each) => each.call <= overtaking.return);
      if (ahead.removes.length === 0 && !crashed) return [];
      return [{ message: `the value of #${first.id} may have been removed` }];
    },
    skipped(part, groups) {
      const [enqueues, [second, overtaking] = []] = groups;
      if (enqueues === undefined || !enters(second) || overtaking === undefined)
        return malformed('skipped');
      const uses = containerUses(part, functions, [second.input, ...valuesOf(enqueues, functions)]);
      if (uses === undefined || !isAmong(uses.of(second.input).removes, overtaking))
        return malformed('skipped');
      if (
        !isOnly(uses.of(second.input).inserts, second) ||
        new Set(enqueues.map(({ id }) => id)).size < enqueues.length
      )
        return malformed('skipped');
      for (const first of enqueues) {
        if (!enters(first) || !isOnly(uses.of(first.input).inserts, first))
          return malformed('skipped');
        if (first.return >= second.call) return notInOrder(first, second);
        if (uses.of(first.input).removes.length > 0) {
          return [{ message: `the value of #${first.id} was removed` }];
        }
      }
      const takers = uses.crashedRemoves.filter((each) => each.call <= overtaking.return);
      if (takers.length < enqueues.length) return [];
      return [{ message: `${takers.length} crashed operations may have taken the values` }];
    },
  };
}

/**
 * The rule `outranked` of a priority queue: `[[remove, insert], [inserts and removes of values that
 * come first]]`, of which at every instant of the remove one is certainly inside.
 */
export function outrankedRule(
  functions: ContainerFunctions,
  comesFirst: (value: Value, than: Value) => boolean,
): RefutationRule {
  return (part, groups) => {
    const [remove, insert] = groups[0] ?? [];
    const evidence = groups[1];
    if (remove === undefined || insert === undefined || evidence === undefined)
      return malformed('outranked');
    if (!isAnswered(remove, functions) || remove.output === null) return malformed('outranked');
    const values = valuesOf(evidence, functions);
    const uses = containerUses(part, functions, [...values, remove.output]);
    if (uses === undefined || !isOnly(uses.of(remove.output).inserts, insert))
      return malformed('outranked');
    if (!values.every((value) => comesFirst(value, remove.output))) return malformed('outranked');
    const call = Math.max(remove.call, insert.call);
    return verifyPresence({ call, return: remove.return }, evidence, uses, functions);
  };
}

function notInOrder(first: Operation, second: Operation): Problem[] {
  return [{ message: `#${first.id} had not returned when #${second.id} was called` }];
}
