/**
 * The table of the benchmark of transactions: a line for each row.
 */

import type { Measurement } from './measurement.js';
import type { Row } from './rows.js';

/** A row that was measured; without a measurement `remark` says what went wrong. */
export interface Result {
  readonly row: Row;
  readonly measurement?: Measurement;
  /** Processor seconds of a process that only parses the file. */
  readonly parseSeconds?: number;
  readonly remark?: string;
}

/** What a row comes to. */
export type Standing = 'ok' | 'OVER' | 'WRONG' | 'UNKNOWN' | 'FAILED';

type Alignment = 'left' | 'right';

const COLUMNS: readonly (readonly [title: string, width: number, alignment: Alignment])[] = [
  ['history', 33, 'left'],
  ['size', 8, 'right'],
  ['with', 13, 'right'],
  ['  question', 38, 'left'],
  ['verdict', 10, 'right'],
  ['cpu s', 8, 'right'],
  ['limit', 6, 'right'],
  ['load s', 8, 'right'],
  ['check s', 8, 'right'],
  ['limit', 6, 'right'],
  ['units', 8, 'right'],
  ['MB', 6, 'right'],
  ['limit', 6, 'right'],
  ['parse s', 8, 'right'],
  ['ratio', 7, 'right'],
  ['', 10, 'left'],
  ['found', 0, 'left'],
];

/** The line above the table. */
export function headerLine(): string {
  return line(COLUMNS.map(([title]) => title));
}

/** The line of a row; units are multiples of `unitSeconds`, the ratio is of our time to parsing. */
export function resultLine(result: Result, unitSeconds: number): string {
  const { row, measurement, parseSeconds } = result;
  const { run, limits } = row;
  const total = measurement?.totalSeconds;
  const isCompared = total !== undefined && parseSeconds !== undefined;
  return line([
    row.name,
    String(run.transactions),
    run.injection ?? (run.isolation === 'snapshot' ? 'skews' : '-'),
    `  ${row.model}`,
    measurement?.standings[row.model] ?? '-',
    seconds(total),
    String(limits.seconds ?? '-'),
    seconds(measurement?.loadSeconds),
    seconds(measurement?.checkSeconds),
    String(limits.checkSeconds ?? '-'),
    total === undefined ? '-' : (total / unitSeconds).toFixed(1),
    measurement?.peakMb.toFixed(0) ?? '-',
    String(limits.megabytes ?? '-'),
    seconds(parseSeconds),
    isCompared ? `${(total / parseSeconds).toFixed(2)}x` : '-',
    `  ${standingOf(result)}`,
    remarkOf(result),
  ]);
}

/** What a row comes to: the verdict first, then the limits. */
export function standingOf({ row, measurement }: Result): Standing {
  if (measurement === undefined) return 'FAILED';
  const verdict = measurement.standings[row.model];
  if (verdict === 'undecided') return 'UNKNOWN';
  const { kind, limits } = row;
  const found = measurement.anomalies.map(([name]) => name);
  const isAsInjected = row.expected === 'violated' || found.length === 0;
  const isThere = kind === undefined || found.includes(kind);
  if (verdict !== row.expected || !isAsInjected || !isThere) return 'WRONG';
  const isOver =
    measurement.totalSeconds > (limits.seconds ?? Infinity) ||
    measurement.checkSeconds > (limits.checkSeconds ?? Infinity) ||
    measurement.peakMb > (limits.megabytes ?? Infinity);
  return isOver ? 'OVER' : 'ok';
}

function remarkOf({ measurement, remark }: Result): string {
  if (measurement === undefined) return remark ?? '';
  const { anomalies, configurations } = measurement;
  const found = anomalies.map(([kind, count]) => `${kind} ${count}`).join(', ');
  return configurations === 0 ? found : `${found} after ${configurations} decisions`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(2);
}

function line(cells: readonly string[]): string {
  return COLUMNS.map(([, width, alignment], at) => {
    const cell = cells[at] ?? '';
    return alignment === 'left' ? cell.padEnd(width) : cell.padStart(width);
  })
    .join('')
    .trimEnd();
}
