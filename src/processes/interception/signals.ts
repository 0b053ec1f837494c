/**
 * `AbortSignal.timeout`, on the clock of the node that sets it.
 */

import { delayUsOf, SimulatedTimer } from '../timer.js';
import { interceptFunction } from './replacement.js';
import type { Restore } from './replacement.js';

/** Intercepts signals that time sets. */
export function interceptSignals(): Restore {
  return interceptFunction(AbortSignal, 'timeout', (execution, delayMs) => {
    const controller = new AbortController();
    const callback = (): void => {
      const message = 'The operation was aborted due to timeout';
      controller.abort(new DOMException(message, 'TimeoutError'));
    };
    new SimulatedTimer(execution, { delayUs: delayUsOf(delayMs), repeats: false, callback });
    return controller.signal;
  });
}
