/**
 * What a run needs of a workload: where its operations come from, and who judges them.
 */

import type { Judges } from '../../checkers/checker.js';
import type { ProgramSource } from '../generate/program-source.js';

/** A program source with its judges. */
export type RunWorkload = ProgramSource & Judges;
