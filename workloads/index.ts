/**
 * Workloads: what clients do and what must hold of it.
 */

export { workloads } from './bundled.js';
export { keyValueWorkload } from './key-value.js';
export { registerWorkload } from './register.js';
export type { Workload } from './workload.js';
