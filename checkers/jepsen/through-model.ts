/**
 * Checkers of events that ask the linearizability checker: locks, semaphores and first-in-first-out
 * queues, for which Jepsen asks Knossos.
 */

import type { Event } from '../../src/history/event.js';
import { HistoryError } from '../../src/history/history-error.js';
import { toHistory } from '../../src/history/history.js';
import type { History } from '../../src/history/operation.js';
import { linearizable } from '../linearizability/linearizable.js';
import type { Checker } from '../checker.js';
import { ModelError, type Model } from '../model.js';
import { fifoQueue } from '../models/fifo-queue.js';
import { mutex as mutexModel } from '../models/mutex.js';
import { semaphore as semaphoreModel, type SemaphoreOptions } from '../models/semaphore.js';
import type { Verdict } from '../verdict.js';
import { clientEvents } from './client-events.js';
import type { EventChecker, Validity } from './event-checker.js';

/** `acquire` and `release` of a lock, one for each key. Takes strict histories only. */
export function mutex(): EventChecker {
  return throughModel(mutexModel());
}

/** `acquire` and `release` of one of several permits. Takes strict histories only. */
export function semaphore(options: SemaphoreOptions = {}): EventChecker {
  return throughModel(semaphoreModel(options));
}

/**
 * `enqueue` and `dequeue` in the order of enqueueing. Jepsen's queue checker with a first-in
 * first-out model takes the order of invocations for that of the queue, and blames concurrent
 * enqueues; this one does not. Takes strict histories only.
 */
export function fifo(): EventChecker {
  return throughModel(fifoQueue());
}

function throughModel(model: Model): EventChecker {
  const checker = linearizable(model);
  return {
    name: model.name,
    check(events) {
      const verdict = { ...judge(checker, operationsOf(model, events)), checker: model.name };
      const { algorithm, effort } = verdict;
      return {
        verdict,
        result: {
          'valid?': validityOf(verdict),
          analyzer: algorithm,
          'configurations-count': effort.configurations,
          ...(verdict.kind === 'illegal' ? { error: verdict.anomalies[0].message } : {}),
          ...(verdict.kind === 'unknown' ? { error: verdict.reason } : {}),
        },
      };
    },
  };
}

function operationsOf({ functions }: Model, events: readonly Event[]): History {
  const known = new Set(functions);
  return toHistory(clientEvents(events).filter(({ f }) => known.has(f)));
}

function judge(checker: Checker, history: History): Verdict {
  try {
    return checker.check(history);
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown;
    throw new HistoryError(-1, -1, thrown.message);
  }
}

function validityOf({ kind }: Verdict): Validity {
  if (kind === 'unknown') return kind;
  return kind === 'legal';
}
