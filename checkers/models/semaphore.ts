/**
 * The counting semaphore (Dijkstra 1965): a number of permits that operations take and give back.
 */

import { inconsistent, ModelError, type Call, type Inconsistent, type Model } from '../model.js';

/** How many permits there are. */
export interface SemaphoreOptions {
  /** All free at first; default 1, which makes it a lock. */
  readonly permits?: number;
}

/**
 * A semaphore with `acquire`, which takes a permit and waits for one, and `release`, which gives
 * one back. It does not look at who holds a permit, and never has more than it began with: a
 * release when all are free is a mistake. The state says how many are taken. Answers and inputs say
 * nothing.
 * @throws ModelError when `permits` is no positive integer.
 */
export function semaphore(options: SemaphoreOptions = {}): Model<number> {
  const permits = options.permits ?? 1;
  if (!Number.isSafeInteger(permits) || permits < 1) {
    throw new ModelError(`a semaphore has 1 permit or more, not ${String(permits)}`);
  }
  return {
    name: 'semaphore',
    summary: 'a semaphore with acquire and release',
    initial: 0,
    functions: ['acquire', 'release'],
    step: (taken, call) => step(taken, call, permits),
    describeState: (taken) => `${taken} of ${permits} permits taken`,
    observes: (call) => call.outcome === 'fail',
    object: { type: 'semaphore', permits, roles: { acquire: 'acquire', release: 'release' } },
  };
}

function step(taken: number, call: Call, permits: number): number | Inconsistent {
  if (call.outcome === 'fail') return taken;
  if (call.f === 'acquire') {
    return taken < permits ? taken + 1 : inconsistent('acquired when all permits were taken');
  }
  return taken > 0 ? taken - 1 : inconsistent('released when no permit was taken');
}
