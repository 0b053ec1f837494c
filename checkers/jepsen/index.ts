/**
 * Jepsen's checkers, as `skerry/checkers` passes them on. Re-exports only.
 */

export { adyaG2 } from './adya-g2.js';
export { availability, type AvailabilityOptions } from './availability.js';
export { bank, type BankOptions } from './bank.js';
export { broadcast } from './broadcast.js';
export { causalReverse } from './causal-reverse.js';
export { checkSafely, compose } from './compose.js';
export { counterBounds } from './counter.js';
export type { EventChecker, JepsenAnswer, JepsenResult, Validity } from './event-checker.js';
export { kafka } from './kafka/kafka.js';
export { latency } from './latency.js';
export { longFork, type LongForkOptions } from './long-fork.js';
export { monotonic } from './monotonic.js';
export { concurrencyLimit, noop, unbridledOptimism } from './passing.js';
export { perKey } from './per-key.js';
export { queue } from './queue.js';
export { jepsenCheckersFor, namedEventCheckers, type NamedEventChecker } from './registry.js';
export { setFull, type SetFullOptions } from './set-full.js';
export { setByFinalRead } from './set.js';
export { stats } from './stats.js';
export { totalQueue, type TotalQueueOptions } from './total-queue.js';
export { unhandledExceptions } from './unhandled-exceptions.js';
export { uniqueIds } from './unique-ids.js';
