/**
 * The table of the linearizability benchmark: a line for each row, and how cost grows.
 */

import type { Measurement } from './measurement.js';
import type { Limits, Row } from './rows.js';

/** A row that was measured; without a measurement it was not run, and `remark` says why. */
export interface Result {
  readonly row: Row;
  readonly measurement?: Measurement;
  readonly baseline?: Measurement;
  readonly remark?: string;
}

/** What a row comes to. */
export type Standing = 'ok' | 'OVER' | 'WRONG' | 'UNKNOWN' | 'FAILED' | 'NOT RUN' | 'NONE';

/** How much more ten times the operations may cost in a log-linear family. */
const GROWTH_MAX = 12;

type Alignment = 'left' | 'right';

const COLUMNS: readonly (readonly [title: string, width: number, alignment: Alignment])[] = [
  ['workload', 32, 'left'],
  ['operations', 10, 'right'],
  ['clients', 8, 'right'],
  ['crashed', 8, 'right'],
  ['expected', 9, 'right'],
  ['verdict', 9, 'right'],
  ['cpu s', 8, 'right'],
  ['limit', 6, 'right'],
  ['check s', 8, 'right'],
  ['units', 7, 'right'],
  ['MB', 6, 'right'],
  ['classic s', 10, 'right'],
  ['MB', 6, 'right'],
  ['ratio', 9, 'right'],
  ['of checks', 10, 'right'],
  ['', 10, 'left'],
  ['algorithm', 0, 'left'],
];

/** The line above the table. */
export function headerLine(): string {
  return line(COLUMNS.map(([title]) => title));
}

/** The line of a row; units are multiples of `unitSeconds`. */
export function resultLine(result: Result, unitSeconds: number): string {
  const { row, measurement, baseline } = result;
  const total = measurement?.totalSeconds;
  const isStopped = baseline?.verdict === 'stopped';
  return line([
    row.name,
    ...sizesOf(row, measurement),
    row.expected,
    measurement?.verdict ?? '-',
    seconds(total),
    String(row.limits.seconds ?? '-'),
    seconds(measurement?.checkSeconds),
    total === undefined ? '-' : (total / unitSeconds).toFixed(1),
    measurement?.peakMb.toFixed(0) ?? '-',
    (isStopped ? '>' : '') + seconds(baseline?.totalSeconds),
    baseline?.peakMb.toFixed(0) ?? '-',
    ratio(total, baseline?.totalSeconds, isStopped),
    ratio(measurement?.checkSeconds, baseline?.checkSeconds, isStopped),
    `  ${standingOf(result)}`,
    remarkOf(result),
  ]);
}

/** What a row comes to: the verdict first, then the limits. */
export function standingOf({ row, measurement, baseline, remark }: Result): Standing {
  if (measurement === undefined) {
    if (remark?.startsWith('no violation') === true) return 'NONE';
    return remark?.startsWith('give') === true ? 'NOT RUN' : 'FAILED';
  }
  if (measurement.verdict === 'unknown') return 'UNKNOWN';
  const isBaselineWrong =
    baseline !== undefined && !['stopped', row.expected].includes(baseline.verdict);
  if (measurement.verdict !== row.expected || isBaselineWrong) return 'WRONG';
  if ((measurement.verification?.problems.length ?? 0) > 0) return 'WRONG';
  return isOver(measurement, row.limits) ? 'OVER' : 'ok';
}

/** A line for each log-linear family measured at some size and at ten times that size. */
export function growthLines(results: readonly Result[]): { lines: string[]; isOver: boolean } {
  const lines: string[] = [];
  let isOver = false;
  for (const small of results.filter(({ row }) => row.isLogLinear)) {
    const large = results.find((other) => isTenfold(small.row, other.row));
    if (small.measurement === undefined || large?.measurement === undefined) continue;
    const growth = large.measurement.totalSeconds / small.measurement.totalSeconds;
    const check = large.measurement.checkSeconds / small.measurement.checkSeconds;
    const isTooMuch = growth > GROWTH_MAX;
    isOver ||= isTooMuch;
    const [, clients, crashed] = sizesOf(small.row, small.measurement);
    const name = `${small.row.name}, ${clients} clients, ${crashed} crashed, ${small.row.expected}`;
    lines.push(
      name.padEnd(64) +
        `${growth.toFixed(1)}x`.padStart(8) +
        `${check.toFixed(1)}x`.padStart(8) +
        (isTooMuch ? '  OVER' : '  ok'),
    );
  }
  return { lines, isOver };
}

function isOver({ totalSeconds, checkSeconds, peakMb }: Measurement, limits: Limits): boolean {
  return (
    totalSeconds > (limits.seconds ?? Infinity) ||
    checkSeconds > (limits.checkSeconds ?? Infinity) ||
    peakMb > (limits.megabytes ?? Infinity)
  );
}

function isTenfold(small: Row, large: Row): boolean {
  if (small.source.kind !== 'generated' || large.source.kind !== 'generated') return false;
  return (
    small.name === large.name &&
    small.expected === large.expected &&
    small.source.clients === large.source.clients &&
    small.source.crashes === large.source.crashes &&
    large.source.operations === 10 * small.source.operations
  );
}

function sizesOf({ source }: Row, measurement: Measurement | undefined): string[] {
  if (source.kind === 'corpus') return [String(measurement?.operations ?? '-'), '10', '-'];
  const { operations, clients, crashes } = source;
  return [String(operations), String(clients), `${crashes * 100} %`];
}

function remarkOf({ measurement, remark }: Result): string {
  const parts = [measurement?.algorithm, remark];
  const verification = measurement?.verification;
  if (verification !== undefined) {
    const problems = verification.problems.join('; ');
    parts.push(`verified in ${seconds(verification.seconds)} s${problems && `: ${problems}`}`);
  }
  return parts.filter((part) => part !== undefined).join('; ');
}

function ratio(ours: number | undefined, theirs: number | undefined, isStopped: boolean): string {
  if (ours === undefined || theirs === undefined) return '-';
  return `${isStopped ? '>=' : ''}${figure(theirs / ours)}x`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(value < 0.1 ? 3 : 2);
}

function figure(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

function line(cells: readonly string[]): string {
  return COLUMNS.map(([, width, alignment], at) => {
    const cell = cells[at] ?? '';
    return alignment === 'left' ? cell.padEnd(width) : cell.padStart(width);
  })
    .join('')
    .trimEnd();
}
