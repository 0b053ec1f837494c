/**
 * The bundled workloads, in the order of the help text.
 */

import { bankWorkload } from './bank.js';
import { broadcastWorkload } from './broadcast.js';
import { causalWorkload } from './causal.js';
import { counterWorkload } from './counter.js';
import { guardedCounterWorkload } from './guarded-counter.js';
import { keyValueWorkload } from './key-value.js';
import { listAppendWorkload } from './list-append.js';
import { lockWorkload } from './lock.js';
import { logWorkload } from './log.js';
import { longForkWorkload } from './long-fork.js';
import { queueWorkload } from './queue.js';
import { registerWorkload } from './register.js';
import { replicatedDataWorkload } from './replicated-data.js';
import { restrictedRegisterWorkload } from './restricted-register.js';
import { rwRegisterWorkload } from './rw-register.js';
import { sessionsWorkload } from './sessions.js';
import { setWorkload } from './set.js';
import { siblingsWorkload } from './siblings.js';
import { streamWorkload } from './stream.js';
import { transfersWorkload } from './transfers.js';
import { uniqueIdsWorkload } from './unique-ids.js';
import type { Workload } from './workload.js';

/** Every bundled workload. */
export const workloads: readonly Workload[] = [
  registerWorkload,
  keyValueWorkload,
  listAppendWorkload,
  rwRegisterWorkload,
  setWorkload,
  queueWorkload,
  counterWorkload,
  bankWorkload,
  uniqueIdsWorkload,
  lockWorkload,
  logWorkload,
  longForkWorkload,
  causalWorkload,
  guardedCounterWorkload,
  transfersWorkload,
  broadcastWorkload,
  streamWorkload,
  replicatedDataWorkload,
  sessionsWorkload,
  siblingsWorkload,
  restrictedRegisterWorkload,
];
