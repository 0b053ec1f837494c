/**
 * The bundled workloads, in the order of the help text.
 */

import { keyValueWorkload } from './key-value.js';
import { registerWorkload } from './register.js';
import type { Workload } from './workload.js';

/** Every bundled workload. */
export const workloads: readonly Workload[] = [registerWorkload, keyValueWorkload];
