/**
 * Timers, of the global object and of `node:timers`: they wait on the clock of the node whose code
 * set them, and those of a dead process never fire. An immediate is an event of its own at the same
 * virtual time.
 */

import timers from 'node:timers';
import timerPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { currentExecution } from '../current.js';
import { delayUsOf, SimulatedTimer } from '../timer.js';
import { interceptFunction, replaceProperty, restoreAll } from './replacement.js';
import type { Restore, Simulated } from './replacement.js';

type Callback = (...parameters: unknown[]) => unknown;
type Clear = (timer: unknown) => void;

/** Intercepts the functions that set and clear timers. */
export function interceptTimers(): Restore {
  return restoreAll([globalThis, timers].flatMap(interceptTimersOf));
}

function interceptTimersOf(home: object): Restore[] {
  const asPromise = (name: 'setTimeout' | 'setImmediate'): PropertyDescriptorMap => ({
    [promisify.custom]: { configurable: true, get: () => timerPromises[name] },
  });
  return [
    interceptFunction(home, 'setTimeout', setting(false), asPromise('setTimeout')),
    interceptFunction(home, 'setInterval', setting(true)),
    interceptFunction(
      home,
      'setImmediate',
      (execution, callback, ...parameters) => {
        const call = (): unknown => (callback as Callback)(...parameters);
        return new SimulatedTimer(execution, { delayUs: 0, repeats: false, callback: call });
      },
      asPromise('setImmediate'),
    ),
    ...['clearTimeout', 'clearInterval', 'clearImmediate'].map((name) => clearing(home, name)),
  ];
}

function setting(repeats: boolean): Simulated {
  return (execution, callback, delayMs, ...parameters) => {
    if (typeof callback !== 'function') {
      throw new TypeError('The "callback" argument must be of type function');
    }
    const call = (): unknown => (callback as Callback)(...parameters);
    const delayUs = delayUsOf(delayMs);
    return new SimulatedTimer(execution, { delayUs, repeats, callback: call });
  };
}

/** A timer may be cleared from anywhere, also when its process and its simulation are gone. */
function clearing(home: object, name: string): Restore {
  const present = Reflect.get(home, name) as Clear;
  return replaceProperty(home, name, {
    value: (timer: unknown): void => {
      const simulated = simulatedTimer(timer);
      if (simulated !== undefined) simulated.cancel();
      else if (currentExecution() === undefined || typeof timer === 'object') present(timer);
    },
  });
}

function simulatedTimer(timer: unknown): SimulatedTimer | undefined {
  if (timer instanceof SimulatedTimer) return timer;
  if (currentExecution() === undefined) return undefined;
  const number = typeof timer === 'string' ? Number(timer) : timer;
  return typeof number === 'number' ? SimulatedTimer.numbered(number) : undefined;
}
