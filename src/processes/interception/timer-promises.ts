/**
 * `node:timers/promises`, on the clock of the node whose code waits; with its signals, which end
 * the wait, and its intervals, which are asynchronous iterators.
 */

import timerPromises from 'node:timers/promises';
import type { Execution } from '../current.js';
import { delayUsOf, SimulatedTimer } from '../timer.js';
import { interceptFunction, restoreAll } from './replacement.js';
import type { Restore, Simulated } from './replacement.js';

interface WaitOptions {
  readonly signal?: AbortSignal;
}

/** Intercepts the functions that answer promises. */
export function interceptTimerPromises(): Restore {
  const wait: Simulated = (execution, delayMs, options) =>
    later(execution, delayUsOf(delayMs), undefined, options);
  return restoreAll([
    interceptFunction(timerPromises, 'setTimeout', (execution, delayMs, value, options) =>
      later(execution, delayUsOf(delayMs), value, options),
    ),
    interceptFunction(timerPromises, 'setImmediate', (execution, value, options) =>
      later(execution, 0, value, options),
    ),
    interceptFunction(timerPromises, 'setInterval', (execution, delayMs, value, options) =>
      ticks(execution, delayUsOf(delayMs), value, options),
    ),
    interceptFunction(timerPromises.scheduler, 'wait', wait),
    interceptFunction(timerPromises.scheduler, 'yield', (execution) =>
      later(execution, 0, undefined, undefined),
    ),
  ]);
}

/** Resolves to `value` after `delayUs`, or rejects when the signal aborts first. */
function later(
  execution: Execution,
  delayUs: number,
  value: unknown,
  options: unknown,
): Promise<unknown> {
  const { signal } = (options ?? {}) as WaitOptions;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortError(signal));
    const abort = (): void => {
      timer.cancel();
      reject(abortError(signal));
    };
    const callback = (): void => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    };
    const timer = new SimulatedTimer(execution, { delayUs, repeats: false, callback });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Yields `value` every `delayUs`; a slow consumer misses no tick. */
async function* ticks(
  execution: Execution,
  delayUs: number,
  value: unknown,
  options: unknown,
): AsyncGenerator {
  const { signal } = (options ?? {}) as WaitOptions;
  let due = 0;
  let wake = (): void => undefined;
  const callback = (): void => {
    due++;
    wake();
  };
  const timer = new SimulatedTimer(execution, { delayUs, repeats: true, callback });
  const abort = (): void => wake();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted === true) throw abortError(signal);
      if (due === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      due--;
      yield value;
    }
  } finally {
    timer.cancel();
    signal?.removeEventListener('abort', abort);
  }
}

/** What Node rejects with: its own error, whose cause is the signal's reason. */
function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}
