/**
 * The checkers of consistency models that have a name and need no model of an object: what lists
 * and command lines choose from. All take reads and writes of registers, or `get` and `put` of a
 * store.
 */

import { causalConvergence } from './causal/causal-convergence.js';
import { causalMemory } from './causal/causal-memory.js';
import { pram } from './causal/pipelined.js';
import { causal } from './causal/weak-causal.js';
import type { Checker } from './checker.js';
import { eventual } from './convergence/eventual.js';
import { strongEventual } from './convergence/strong-eventual.js';
import { regular, safe } from './registers/regular.js';
import { sequential } from './sequential/sequential.js';
import {
  monotonicReads,
  monotonicWrites,
  readYourWrites,
  writesFollowReads,
} from './sessions/session-guarantees.js';
import { atomicTo } from './staleness/bounded-versions.js';

/** A consistency model by its name. */
export interface NamedConsistencyChecker {
  readonly name: string;
  /** One line for people. */
  readonly summary: string;
  readonly checker: Checker;
}

/** Every named model, the stronger before the weaker. */
export const namedConsistencyCheckers: readonly NamedConsistencyChecker[] = [
  named(sequential(), 'one order of all operations that keeps the order of each process'),
  named(causalMemory(), 'each process sees what is causally before it in one order'),
  named(causalConvergence(), 'causality, and one order of writes for all processes'),
  named(causal(), 'each read by itself is explained by what is causally before it'),
  named(pram(), 'each process sees the writes of every other in the order they were made'),
  named(readYourWrites(), 'a process sees what it wrote'),
  named(monotonicReads(), 'a process does not see older values again'),
  named(monotonicWrites(), 'who sees a write sees what its process wrote before'),
  named(writesFollowReads(), 'who sees a write sees what its process had read before'),
  named(regular(), 'a read returns the last value written before it, or one being written'),
  named(safe(), 'a read returns the last value written, unless it overlaps a write'),
  named(atomicTo(2), 'a read returns one of the last 2 values, in an order of real time'),
  named(atomicTo(3), 'a read returns one of the last 3 values, in an order of real time'),
  named(eventual(), 'the last reads agree, and hold what was acknowledged'),
  named(strongEventual(), 'reads that have seen the same updates return the same'),
];

function named(checker: Checker, summary: string): NamedConsistencyChecker {
  return { name: checker.name, summary, checker };
}
