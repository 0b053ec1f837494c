/**
 * Latencies and rates: how long operations took, by function and outcome, and how many ended each
 * interval. What Jepsen draws in its performance graphs, as numbers. It blames nothing.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { clientEvents, partners, UNPAIRED } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer } from './judgement.js';
import { quantilesOf, timeOf } from './quantiles.js';

/** At least so many intervals are there for rates, unless the time stood still. */
const INTERVALS_MIN = 20;

const NANOSECONDS_PER_SECOND = 1e9;
const NANOSECONDS_PER_MILLISECOND = 1e6;

/** Latencies in nanoseconds and times of completion, by `f` and outcome. */
class Samples {
  readonly latencies: number[] = [];
  readonly ends: number[] = [];
}

/**
 * `latencies`, in milliseconds at 0, 0.5, 0.95, 0.99 and 1, and `rates`, pairs of a time in seconds
 * and the operations per second from then on, both by function and outcome; `rate-interval` is in
 * seconds. Without times there is neither. Log-linear.
 */
export function latency(): EventChecker {
  return {
    name: 'latency',
    check(events) {
      const table = sample(clientEvents(events));
      const interval = intervalOf(table);
      const latencies = mapTable(table, (samples) => inMilliseconds(samples.latencies));
      const rates = mapTable(table, ({ ends }) => ratesOf(ends, interval));
      const timed = [...table.values()].some((outcomes) =>
        [...outcomes.values()].some(({ ends }) => ends.length > 0),
      );
      return answer('latency', {
        judged: events.length,
        result: {
          'valid?': true,
          ...(timed
            ? { latencies, rates, 'rate-interval': interval / NANOSECONDS_PER_SECOND }
            : {}),
        },
        findings: [],
      });
    },
  };
}

type Table = Map<string, Map<string, Samples>>;

function sample(events: readonly Event[]): Table {
  const partner = partners(events);
  const table: Table = new Map<string, Map<string, Samples>>();
  events.forEach((event, at) => {
    const end = timeOf(event);
    if (event.type === 'invoke' || end === undefined) return;
    let outcomes = table.get(event.f);
    if (outcomes === undefined) table.set(event.f, (outcomes = new Map<string, Samples>()));
    let samples = outcomes.get(event.type);
    if (samples === undefined) outcomes.set(event.type, (samples = new Samples()));
    samples.ends.push(end);
    const begin = partner[at] === UNPAIRED ? undefined : timeOf(events[partner[at]!]);
    if (begin !== undefined) samples.latencies.push(Math.max(0, end - begin));
  });
  return table;
}

function mapTable(table: Table, map: (samples: Samples) => Value | undefined): Value {
  const functions = [...table].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    functions.map(([f, outcomes]) => [
      f,
      Object.fromEntries(
        [...outcomes].flatMap(([outcome, samples]) => {
          const value = map(samples);
          return value === undefined ? [] : [[outcome, value]];
        }),
      ),
    ]),
  );
}

function inMilliseconds(latencies: readonly number[]): Value | undefined {
  return quantilesOf(latencies.map((latency) => latency / NANOSECONDS_PER_MILLISECOND));
}

/** A round number of nanoseconds, 1, 2 or 5 times a power of ten. */
function intervalOf(table: Table): number {
  let first = Infinity;
  let last = -Infinity;
  for (const outcomes of table.values()) {
    for (const { ends } of outcomes.values()) {
      for (const end of ends) {
        if (end < first) first = end;
        if (end > last) last = end;
      }
    }
  }
  const widest = (last - first) / INTERVALS_MIN;
  if (!(widest > 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(widest));
  return [5, 2, 1].find((factor) => factor * power <= widest)! * power;
}

function ratesOf(ends: readonly number[], interval: number): Value {
  const counts = new Map<number, number>();
  for (const end of ends) {
    const place = Math.floor(end / interval);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const seconds = interval / NANOSECONDS_PER_SECOND;
  return [...counts]
    .sort(([left], [right]) => left - right)
    .map(([place, count]) => [place * seconds, count / seconds]);
}
