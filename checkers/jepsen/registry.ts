/**
 * Jepsen's checkers by name: what the command line lists and chooses from.
 */

import { adyaG2 } from './adya-g2.js';
import { availability } from './availability.js';
import { bank } from './bank.js';
import { broadcast } from './broadcast.js';
import { causal } from './causal.js';
import { causalReverse } from './causal-reverse.js';
import { counterBounds } from './counter.js';
import type { EventChecker } from './event-checker.js';
import { kafka } from './kafka/kafka.js';
import { latency } from './latency.js';
import { longFork } from './long-fork.js';
import { monotonic } from './monotonic.js';
import { noop, unbridledOptimism } from './passing.js';
import { queue } from './queue.js';
import { setByFinalRead } from './set.js';
import { setFull } from './set-full.js';
import { stats } from './stats.js';
import { fifo, mutex, semaphore } from './through-model.js';
import { totalQueue } from './total-queue.js';
import { unhandledExceptions } from './unhandled-exceptions.js';
import { uniqueIds } from './unique-ids.js';

export { jepsenCheckersFor } from './applicable-checkers.js';

/** A checker of events and how to make it with its usual options. */
export interface NamedEventChecker {
  readonly name: string;
  /** One line for `skerry list`. */
  readonly summary: string;
  /** A new one. */
  readonly create: () => EventChecker;
}

/** Every checker of events that needs no other, in the order of the help text. */
export const namedEventCheckers: readonly NamedEventChecker[] = [
  named(setByFinalRead, 'set', 'the final read has every acknowledged add, and nothing else'),
  named(setFull, 'set-full', 'no element that was known to be there is lost, by all reads'),
  named(queue, 'queue', 'what is dequeued was enqueued, and as often'),
  named(totalQueue, 'total-queue', 'what is enqueued comes out of a queue that was drained'),
  named(fifo, 'fifo-queue', 'a linearizable queue, first in, first out'),
  named(uniqueIds, 'unique-ids', 'generate never answers the same twice'),
  named(counterBounds, 'counter', 'reads lie between what was and what may have been added'),
  named(bank, 'bank', 'every read sees all the money, and nothing below zero'),
  named(longFork, 'long-fork', 'no two reads see two writes in opposite orders'),
  named(causal, 'causal', 'the operations of one issuer appear in their order'),
  named(causalReverse, 'causal-reverse', 'no write is seen without those that ended before it'),
  named(monotonic, 'monotonic', 'values grow with the times of their transactions'),
  named(adyaG2, 'adya-g2', 'at most one of two inserts guarded by a predicate succeeds'),
  named(mutex, 'mutex', 'a linearizable lock'),
  named(semaphore, 'semaphore', 'a linearizable semaphore'),
  named(kafka, 'kafka', 'logs of messages: nothing lost, doubled, reordered or seen too early'),
  named(broadcast, 'broadcast', 'every message reaches all in the end, and how fast'),
  named(latency, 'latency', 'how long operations took, and how many there were; blames nothing'),
  named(availability, 'availability', 'which share of the operations succeeded'),
  named(stats, 'stats', 'how many operations succeeded, by function; each should at least once'),
  named(unhandledExceptions, 'unhandled-exceptions', 'exceptions by class; blames nothing'),
  named(noop, 'noop', 'looks at nothing'),
  named(unbridledOptimism, 'unbridled-optimism', 'everything is fine'),
];

function named(create: () => EventChecker, name: string, summary: string): NamedEventChecker {
  return { name, summary, create };
}
