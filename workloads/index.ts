/**
 * Workloads: what clients do and what must hold of it.
 *
 * @module skerry/workloads
 */

export { bankWorkload } from './bank.js';
export { broadcastWorkload } from './broadcast.js';
export { workloads } from './bundled.js';
export { causalWorkload } from './causal.js';
export { counterWorkload } from './counter.js';
export { guardedCounterWorkload } from './guarded-counter.js';
export { keyValueWorkload } from './key-value.js';
export { listAppendWorkload } from './list-append.js';
export { lockWorkload } from './lock.js';
export { logWorkload } from './log.js';
export { longForkWorkload } from './long-fork.js';
export { queueWorkload } from './queue.js';
export { registerWorkload } from './register.js';
export { replicatedDataWorkload } from './replicated-data.js';
export { restrictedRegisterWorkload } from './restricted-register.js';
export { rwRegisterWorkload } from './rw-register.js';
export { sessionsWorkload } from './sessions.js';
export { setWorkload } from './set.js';
export { siblingsWorkload } from './siblings.js';
export { streamWorkload } from './stream.js';
export { transfersWorkload } from './transfers.js';
export { uniqueIdsWorkload } from './unique-ids.js';
export type { Workload } from './workload.js';
