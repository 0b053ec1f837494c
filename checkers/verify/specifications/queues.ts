/**
 * Specifications of the FIFO queue and of the priority queue. Written apart from checkers/models on
 * purpose; the two must agree only through certificates.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { containerRules } from '../rules/container-rules.js';
import { outrankedRule, queueRules } from '../rules/queue-rules.js';
import type { Specification } from '../specification.js';
import { failures, type SpecificationOptions } from './maker.js';
import { OrderedBag } from './ordered-bag.js';

const QUEUE_FUNCTIONS = { inserts: ['enqueue', 'enq'], removes: ['dequeue', 'deq'] };

/** A queue with `enqueue` and `dequeue`. The state is what is in it, the oldest first. */
export function fifoQueueSpecification(
  options: SpecificationOptions = {},
): Specification<readonly Value[]> {
  const isEnqueue = ({ f }: Operation): boolean => QUEUE_FUNCTIONS.inserts.includes(f);
  return {
    name: 'fifo-queue',
    initial: [],
    text: canonicalKey,
    ...failures(options),
    observes: (operation) => isFailed(operation) || (!isEnqueue(operation) && isEmpty(operation)),
    apply(queue, operation) {
      if (isFailed(operation)) return queue;
      if (isEnqueue(operation)) return [...queue, operation.input];
      if (queue.length === 0) return mayBeEmpty(operation) ? queue : undefined;
      return mayTake(operation, queue[0]!) ? queue.slice(1) : undefined;
    },
    replay() {
      const queue: Value[] = [];
      let head = 0;
      return {
        take(operation) {
          if (isFailed(operation)) return true;
          if (isEnqueue(operation)) {
            queue.push(operation.input);
            return true;
          }
          if (head === queue.length) return mayBeEmpty(operation);
          if (!mayTake(operation, queue[head]!)) return false;
          head += 1;
          return true;
        },
        text: () => canonicalKey(queue.slice(head)),
      };
    },
    rules: { ...containerRules(QUEUE_FUNCTIONS), ...queueRules(QUEUE_FUNCTIONS) },
  };
}

const PRIORITY_QUEUE_FUNCTIONS = { inserts: ['insert'], removes: ['poll'] };

/** Which number a priority queue gives away first. */
export type PriorityOrder = 'greatest-first' | 'least-first';

/** A priority queue of numbers with `insert` and `poll`. The state is what is in it, in order. */
export function priorityQueueSpecification(
  order: PriorityOrder = 'greatest-first',
  options: SpecificationOptions = {},
): Specification<readonly number[]> {
  const precedes = (left: Value, right: Value): boolean =>
    order === 'least-first'
      ? (left as number) < (right as number)
      : (left as number) > (right as number);
  return {
    name: 'priority-queue',
    initial: [],
    text: canonicalKey,
    ...failures(options),
    observes: (operation) => isFailed(operation) || (operation.f === 'poll' && isEmpty(operation)),
    apply(queue, operation) {
      if (isFailed(operation)) return queue;
      if (operation.f === 'insert') {
        const added = [...queue, operation.input as number];
        return added.sort((a, b) => (precedes(a, b) ? -1 : Number(precedes(b, a))));
      }
      if (queue.length === 0) return mayBeEmpty(operation) ? queue : undefined;
      return mayTake(operation, queue[0]!) ? queue.slice(1) : undefined;
    },
    replay() {
      const bag = new OrderedBag(precedes);
      return {
        take(operation) {
          if (isFailed(operation)) return true;
          if (operation.f === 'insert') bag.add(operation.input as number);
          else if (bag.size === 0) return mayBeEmpty(operation);
          else if (!mayTake(operation, bag.first)) return false;
          else bag.removeFirst();
          return true;
        },
        text: () => canonicalKey(bag.values()),
      };
    },
    rules: {
      ...containerRules(PRIORITY_QUEUE_FUNCTIONS),
      outranked: outrankedRule(PRIORITY_QUEUE_FUNCTIONS, precedes),
    },
  };
}

function isFailed({ outcome }: Operation): boolean {
  return outcome === 'fail';
}

/** An answer that says that there was nothing. */
function isEmpty({ outcome, output }: Operation): boolean {
  return outcome === 'ok' && output === null;
}

function mayBeEmpty(operation: Operation): boolean {
  return operation.outcome === 'info' || isEmpty(operation);
}

function mayTake({ outcome, output }: Operation, first: Value): boolean {
  return outcome === 'info' || canonicalKey(output) === canonicalKey(first);
}
