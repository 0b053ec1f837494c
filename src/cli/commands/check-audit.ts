/**
 * `skerry check FILE --all` and `--workload NAME`: which models a recorded history keeps and which
 * it breaks, with the evidence. Models that are expected decide the exit code.
 */

import { createReadStream } from 'node:fs';
import type { Audit } from '../../../checkers/audit/audit.js';
import {
  auditEvents,
  auditTransactionColumns,
  transactionsIn,
  type AuditOptions,
} from '../../../checkers/audit/audit-events.js';
import { standingOf } from '../../../checkers/audit/standings.js';
import { judgedWorkloads, workloadNames } from '../../../checkers/audit/judged-workloads.js';
import {
  consistencyModelNamed,
  consistencyModels,
} from '../../../checkers/transactions/lattice/models.js';
import { encodeJson, readEvents } from '../../history/codecs/index.js';
import type { Event } from '../../history/event.js';
import { readTransactions } from '../../history/codecs/transactions/read-transactions.js';
import type { TransactionColumns } from '../../history/transactions/transaction-columns.js';
import { EXIT, usageError, type ExitCode } from '../exit-codes.js';
import { startProgress } from '../progress.js';
import { deliver } from '../reporting.js';
import type { Terminal } from '../terminal.js';
import { nameOfInput } from './history-report.js';
import type { CheckCommandOptions } from './check.js';
import { plainValue } from './plain-value.js';
import { recheckStandings } from './recheck-standings.js';

/** Larger pieces than the default: a million transactions are half a gigabyte. */
const CHUNK_BYTES = 2 ** 18;

/** Who asks for everything waits so long for what is hard; who expects a model, to the end. */
const SECONDS_FOR_ALL = 8;

/** Judges `file` by every checker that applies; answers 0 without expectations. */
export async function auditCommand(
  file: string,
  options: CheckCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { workload, expect = [] } = options;
  if (workload !== undefined && !(workload in judgedWorkloads)) {
    throw usageError(`there is no workload "${workload}"; there is ${workloadNames.join(', ')}`);
  }
  for (const name of expect) refuseUnknownModel(name);
  const progress = await startProgress(terminal);
  const { audit, columns } = await judge(file, options, (visited) =>
    progress.update(`${visited} configurations`),
  ).finally(() => progress.end());
  if (options.verify === true) recheckStandings(audit.standings, columns, terminal);
  await deliver(
    { kind: 'audit', file: nameOfInput(file), audit, expected: expect },
    options,
    terminal,
    options.json === true ? encodeJson(plainValue(audit)) : undefined,
  );
  return exitOf(audit, expect);
}

interface Judged {
  readonly audit: Audit;
  /** What the verifier rechecks certificates against; absent where there are no transactions. */
  readonly columns?: TransactionColumns;
}

async function judge(
  file: string,
  options: CheckCommandOptions,
  onProgress: (configurations: number) => void,
): Promise<Judged> {
  const { workload } = options;
  const asked = questionOf(options, onProgress);
  const isInput = file === '-';
  const stream = isInput ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const reading = {
    file: nameOfInput(file),
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.independent === undefined ? {} : { independent: options.independent }),
  };
  if (workload === 'list-append' || workload === 'rw-register') {
    const chunks = stream as AsyncIterable<Uint8Array>;
    const columns = await readTransactions(chunks, {
      ...reading,
      kind: workload,
      missing: { f: 'txn' },
    });
    return { audit: auditTransactionColumns(columns, asked), columns };
  }
  const events: Event[] = [];
  const texts = stream.setEncoding('utf8') as AsyncIterable<string>;
  for await (const event of readEvents(texts, reading)) events.push(event);
  const columns = transactionsIn(events, workload);
  const audit = auditEvents(events, {
    ...asked,
    ...(workload === undefined ? {} : { workload }),
    ...(columns === undefined ? {} : { columns }),
  });
  return columns === undefined ? { audit } : { audit, columns };
}

function questionOf(
  {
    expect = [],
    budget,
    timeout,
    memory,
    wfrKeys,
    sequentialKeys,
    linearizableKeys,
  }: CheckCommandOptions,
  onProgress: (configurations: number) => void,
): AuditOptions {
  const seconds = timeout ?? (expect.length === 0 ? SECONDS_FOR_ALL : Infinity);
  const endMs = performance.now() + seconds * 1000;
  return {
    ...(expect.length === 0 ? {} : { expect }),
    ...(budget === undefined ? {} : { configurationsMax: budget }),
    ...(memory === undefined ? {} : { bytesMax: memory * 2 ** 20 }),
    ...(wfrKeys === undefined ? {} : { wfrKeys }),
    sequentialKeys: sequentialKeys === true,
    linearizableKeys: linearizableKeys === true,
    shouldStop: () => performance.now() > endMs,
    onProgress: ({ configurations }) => onProgress(configurations),
  };
}

/** @throws usage error naming the models there are, for another `name`. */
export function refuseUnknownModel(name: string): void {
  if (consistencyModelNamed(name) !== undefined) return;
  const names = consistencyModels.map((model) => model.name).join(', ');
  throw usageError(`there is no consistency model "${name}"; there is ${names}`);
}

function exitOf({ standings }: Audit, expect: readonly string[]): ExitCode {
  const stands = expect.map((name) => standingOf(standings, name)?.standing ?? 'undecided');
  if (stands.includes('violated')) return EXIT.violation;
  return stands.includes('undecided') ? EXIT.unknown : EXIT.ok;
}
