/**
 * Finds who read from whom in a history of registers: values are unique for each key, so that a
 * value tells its writer. Reads that no execution explains are set apart as problems.
 *
 * A value written again is no obstacle while it is clear whose write may have been seen: a retry
 * after a rollback may use the value of the first attempt. Where two transactions may have left a
 * value behind, and somebody read it, that is reported and the read left out.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { nodesOf, previousOf } from '../observed-nodes.js';
import { readsOf, writesOf } from './observation-rows.js';
import { ReadResolver } from './read-resolver.js';
import type { RegisterObservation } from './register-observation.js';
import { WriteTable } from './write-table.js';

/**
 * The observation of a history of registers. Linear.
 * @throws RangeError for a history of lists
 */
export function observeRegisters(columns: TransactionColumns): RegisterObservation {
  if (columns.kind !== 'rw-register') {
    throw new RangeError(`observeRegisters takes rw-register histories, not ${columns.kind}`);
  }
  const writes = new WriteTable(columns);
  const resolver = new ReadResolver(columns, writes);
  resolver.run();
  const nodes = nodesOf(columns, resolver.observed);
  const written = writesOf(columns, writes, nodes.transaction);
  const external = readsOf(resolver, nodes, written.versionOf);
  return {
    columns,
    ...nodes,
    ...external,
    writeStart: written.writeStart,
    writeKey: written.writeKey,
    writeMicro: written.writeMicro,
    previous: previousOf(columns, nodes.transaction),
    writes,
    problems: resolver.problems.byKind,
    duplicateWrites: resolver.duplicates,
  };
}
