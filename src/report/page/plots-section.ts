/**
 * Latencies and rates over time for the page: of a recorded history, and of watched runs, one over
 * the other on their common clock.
 */

import { operationOf, sizeOf } from '../../history/columns/columnar-history.js';
import type { History } from '../../history/operation.js';
import { faultShares } from '../../measure/fault-shares.js';
import type { RunSample } from '../../measure/sample.js';
import { timeSeriesOf } from '../../measure/time-series.js';
import type { TimedOperation, TimeSeries } from '../../measure/time-series.js';
import { escapeText } from '../escape.js';
import { toMicroseconds } from '../history-timeline.js';
import { countOf, formatDuration } from '../quantities.js';
import type { PlotsSection } from './page-data.js';

const NAME_MAX = 40;

/** The plots of watched runs; `undefined` where nothing was asked in them. */
export function samplePlots(samples: readonly RunSample[]): PlotsSection | undefined {
  const endUs = samples.reduce((end, sample) => Math.max(end, sample.endUs), 0);
  const operations = samples.flatMap((sample) =>
    sample.operations.map(({ f, outcome, dueUs, isAnswered, ...operation }): TimedOperation => {
      const timed = { f, outcome, beginUs: dueUs, isAnswered };
      const isOpen = outcome === 'info' && operation.endUs >= sample.endUs;
      return isOpen ? timed : { ...timed, endUs: operation.endUs };
    }),
  );
  if (operations.length === 0) return undefined;
  const series = timeSeriesOf(operations, { endUs, runs: samples.length });
  const bands = faultShares(samples, endUs).map(({ kind, beginUs, endUs: until, share }) => ({
    kind: escapeText(kind, { lengthMax: NAME_MAX }),
    beginMs: beginUs / 1000,
    endMs: until / 1000,
    share,
  }));
  const runs =
    samples.length === 1
      ? 'One run, in virtual time; latencies count from when an operation was due.'
      : `${countOf(samples.length, 'run')}, one over the other in virtual time; latencies count ` +
        'from when an operation was due, and rates are those of an average run.';
  return sectionOf(series, bands, [runs]);
}

/** The plots of a recorded history; `undefined` where one of its calls has no time. Log-linear. */
export function historyPlots(history: History): PlotsSection | undefined {
  const size = sizeOf(history);
  const originNs = size === 0 ? undefined : operationOf(history, 0).callNs;
  if (originNs === undefined) return undefined;
  const operations: TimedOperation[] = [];
  let lastUs = 0;
  for (let at = 0; at < size; at++) {
    const { f, outcome, callNs, returnNs } = operationOf(history, at);
    if (callNs === undefined) return undefined;
    const beginUs = toMicroseconds(callNs, originNs);
    const endUs = returnNs === undefined ? undefined : toMicroseconds(returnNs, originNs);
    // Clocks that went backwards would make figures that mean nothing.
    if (!(beginUs >= 0) || (endUs !== undefined && !(endUs >= beginUs))) return undefined;
    lastUs = Math.max(lastUs, endUs ?? beginUs);
    const isAnswered = outcome === 'ok';
    const timed = { f, outcome, beginUs, isAnswered };
    operations.push(endUs === undefined ? timed : { ...timed, endUs });
  }
  const series = timeSeriesOf(operations, { endUs: lastUs });
  return sectionOf(series, [], ['An operation counts as answered when it ended in ok.']);
}

function sectionOf(
  series: TimeSeries,
  bands: PlotsSection['bands'],
  notes: readonly string[],
): PlotsSection {
  const { endMs, windowMs, latencies, quantiles, rates, availability, thinned } = series;
  const named = <Points extends { readonly f: string }>(points: Points): Points => ({
    ...points,
    f: escapeText(points.f, { lengthMax: NAME_MAX }),
  });
  const dots =
    thinned === undefined
      ? []
      : [
          `${countOf(thinned.dots, 'dot')} for ${countOf(thinned.operations, 'operation')}: of ` +
            'each few, the first and the slowest.',
        ];
  return {
    kind: 'plots',
    endMs,
    latencies: latencies.map(named),
    quantiles,
    rates: rates.map(named),
    availability,
    bands,
    notes: [...notes, `Windows of ${formatDuration(windowMs * 1000)}.`, ...dots],
  };
}
