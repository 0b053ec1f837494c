/**
 * The clocks: `Date`, `performance` and `process.hrtime` read the clock of the node whose code
 * runs. Its wall clock begins at a fixed date, the monotonic one at zero.
 */

import { currentExecution } from '../current.js';
import type { Execution } from '../current.js';
import { interceptFunction, replaceProperty, restoreAll } from './replacement.js';
import type { Restore } from './replacement.js';

/** What a node's wall clock shows when a run begins: 2020-01-01T00:00:00Z. */
export const EPOCH_MS: number = Date.UTC(2020, 0, 1);

const NANOSECONDS = 1_000_000_000;

/** Intercepts the clocks. */
export function interceptClocks(): Restore {
  const { performance } = globalThis;
  const { timeOrigin } = performance;
  const { hrtime } = process;
  return restoreAll([
    interceptDate(),
    interceptFunction(performance, 'now', ({ context }) => context.monotonicUs() / 1000),
    replaceProperty(performance, 'timeOrigin', {
      get: () => (currentExecution() === undefined ? timeOrigin : EPOCH_MS),
    }),
    interceptFunction(
      process,
      'hrtime',
      ({ context }, since) => sinceThen(context.monotonicUs(), since as [number, number]),
      { bigint: { configurable: true, writable: true, value: monotonicNs(() => hrtime.bigint()) } },
    ),
    interceptFunction(process, 'uptime', ({ context }) => context.monotonicUs() / 1_000_000),
  ]);
}

/**
 * `Date` stays the same class for whoever asks: its prototype, its instances and what is made from
 * arguments are those of the real one.
 */
function interceptDate(): Restore {
  const Present = globalThis.Date;
  const now = (): number => {
    const execution = currentExecution();
    return execution === undefined ? Present.now() : wallMs(execution);
  };
  const simulated: DateConstructor = new Proxy(Present, {
    apply: () => new Present(now()).toString(),
    construct: (target, parameters, asked) => {
      const execution = parameters.length === 0 ? currentExecution() : undefined;
      const given = execution === undefined ? parameters : [wallMs(execution)];
      return Reflect.construct(target, given, asked === simulated ? target : asked) as object;
    },
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
  return restoreAll([
    replaceProperty(Present.prototype, 'constructor', { value: simulated }),
    replaceProperty(globalThis, 'Date', { value: simulated }),
  ]);
}

function wallMs({ context }: Execution): number {
  return EPOCH_MS + Math.floor(context.wallUs() / 1000);
}

function monotonicNs(present: () => bigint): () => bigint {
  return () => {
    const execution = currentExecution();
    return execution === undefined ? present() : BigInt(execution.context.monotonicUs()) * 1000n;
  };
}

/** Seconds and nanoseconds, as `process.hrtime` tells them. */
function sinceThen(us: number, since: readonly [number, number] = [0, 0]): [number, number] {
  const seconds = Math.floor(us / 1_000_000) - since[0];
  const nanoseconds = (us % 1_000_000) * 1000 - since[1];
  return nanoseconds < 0 ? [seconds - 1, nanoseconds + NANOSECONDS] : [seconds, nanoseconds];
}
