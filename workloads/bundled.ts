/**
 * The bundled workloads, in the order of the help text.
 */

import { bankWorkload } from './bank.js';
import { causalWorkload } from './causal.js';
import { counterWorkload } from './counter.js';
import { keyValueWorkload } from './key-value.js';
import { listAppendWorkload } from './list-append.js';
import { lockWorkload } from './lock.js';
import { logWorkload } from './log.js';
import { longForkWorkload } from './long-fork.js';
import { queueWorkload } from './queue.js';
import { registerWorkload } from './register.js';
import { rwRegisterWorkload } from './rw-register.js';
import { setWorkload } from './set.js';
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
];
