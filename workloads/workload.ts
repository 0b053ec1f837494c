/**
 * Workloads: what clients do, which final reads they make, and which checkers and invariants must
 * hold.
 */

import type { Judges } from '../checkers/checker.js';
import type { ProgramSource } from '../src/generate/program-source.js';

/** What clients do, and all that must hold of it. */
export interface Workload extends ProgramSource, Judges {
  /** One line for `skerry list workloads`. */
  readonly summary: string;
}
