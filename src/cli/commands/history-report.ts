/**
 * The report on a recorded history, with what only some reporters need: the lines of its file, and
 * how far its operations can be ordered.
 */

import { readFile, stat } from 'node:fs/promises';
import type { Model } from '../../../checkers/model.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { decodeEvents } from '../../history/codecs/index.js';
import type { HistoryFormat } from '../../history/codecs/index.js';
import type { History } from '../../history/operation.js';
import type { HistoryReport } from '../../report/report.js';
import { longestOrder } from '../../run/longest-order.js';
import { wantsLines, wantsPage, type ReportingOptions } from '../reporting.js';

/** How a history was read, judged and is to be reported. */
interface HistoryReportOptions extends ReportingOptions {
  readonly format?: HistoryFormat;
  readonly independent?: boolean;
  readonly observeFailures?: boolean;
}

/** A file is read once more for its lines, but not when it is as large as this. */
const BYTES_MAX = 2 ** 26;

/** What reports call the file that a command was given. */
export function nameOfInput(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** The report, as complete as the reporters that were asked for need it. */
export async function historyReport(
  file: string,
  history: History,
  verdict: Verdict,
  model: Model,
  options: HistoryReportOptions,
): Promise<HistoryReport> {
  const lines = wantsLines(options) ? await linesOf(file, verdict, options) : undefined;
  const failures = options.observeFailures === true ? 'observe' : 'ignore';
  const order = wantsPage(options)
    ? longestOrder(history, verdict, model, { linearizable: { failures } })
    : undefined;
  return {
    kind: 'history',
    file: nameOfInput(file),
    history,
    verdict,
    model: model.name,
    ...(lines === undefined ? {} : { lines }),
    ...(order === undefined ? {} : { partialOrder: order }),
  };
}

/**
 * The lines on which operations of the anomalies ended; `undefined` for a file whose events have no
 * lines of their own, and for one that cannot be read again.
 */
async function linesOf(
  file: string,
  verdict: Verdict,
  { format, independent }: HistoryReportOptions,
): Promise<ReadonlyMap<number, number> | undefined> {
  if (verdict.kind !== 'illegal' || file === '-') return undefined;
  const wanted = new Set(verdict.anomalies.flatMap(({ operations }) => operations));
  try {
    if ((await stat(file)).size > BYTES_MAX) return undefined;
    const text = await readFile(file, 'utf8');
    const places = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]));
    const events = decodeEvents(text, {
      ...(format === undefined ? {} : { format }),
      ...(independent === undefined ? {} : { independent }),
    });
    return events.length === places.length ? endsOf(events, places, wanted) : undefined;
  } catch {
    // It was read before: a pipe cannot be read twice, and a report is no worse without lines.
    return undefined;
  }
}

/** Operations are numbered in the order of their invocations, those of named processes left out. */
function endsOf(
  events: ReturnType<typeof decodeEvents>,
  places: readonly number[],
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  const open = new Map<number | string, number>();
  let operations = 0;
  for (const [at, { type, process }] of events.entries()) {
    if (!Number.isInteger(process)) continue;
    if (type === 'invoke') open.set(process, operations++);
    const id = open.get(process);
    if (id !== undefined && wanted.has(id) && type !== 'info') lines.set(id, places[at]!);
  }
  return lines;
}
