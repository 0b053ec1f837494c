/**
 * A measured process: reads a history of transactions, says how the models stand that are asked
 * for, and prints a line of JSON.
 *
 *   node dist/bench/transactions/judge.js FILE KIND MODEL...
 */

import { createReadStream } from 'node:fs';
import { auditTransactions } from '../../checkers/transactions/audit/audit-transactions.js';
import { readTransactions } from '../../src/history/codecs/transactions/read-transactions.js';
import type { TransactionKind } from '../../src/history/transactions/transaction-columns.js';
import { peakMegabytes, processorSeconds } from '../linearizability/measurement.js';
import type { Measurement } from './measurement.js';

const [file, kind, ...expect] = process.argv.slice(2);
if (file === undefined || kind === undefined) throw new Error('give FILE KIND MODEL...');
const chunks = createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
const columns = await readTransactions(chunks, { file, kind: kind as TransactionKind });
const loadSeconds = processorSeconds();
const audit = auditTransactions(columns, { expect });
const totalSeconds = processorSeconds();
const measurement: Measurement = {
  standings: Object.fromEntries(audit.standings.map(({ model, standing }) => [model, standing])),
  anomalies: audit.anomalies.map((group) => [group.kind, group.count] as const),
  transactions: columns.size,
  configurations: audit.configurations,
  totalSeconds,
  loadSeconds,
  checkSeconds: totalSeconds - loadSeconds,
  peakMb: peakMegabytes(),
};
console.log(JSON.stringify(measurement));
