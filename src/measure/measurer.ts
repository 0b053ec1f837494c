/**
 * Pools the samples of many runs and works out the figures: one run of a few dozen operations says
 * little of a 99th percentile.
 */

import type { MeasurementName } from './catalogue.js';
import { outagesOf, recoveryOf } from './outages.js';
import type { Recovery } from './outages.js';
import { WHOLE } from './sample.js';
import type { OperationSample, Phase, RunSample, Traffic } from './sample.js';

/** The figures of one phase; one that cannot be told (nothing happened) is left out. */
export interface PhaseFigures {
  readonly operations: number;
  readonly figures: ReadonlyMap<MeasurementName, number>;
}

/** The figures of a campaign. */
export interface Measurements {
  readonly runs: number;
  /** `all`, `calm`, `faulty`, `healed`, then the kinds of faults by name. */
  readonly phases: ReadonlyMap<Phase, PhaseFigures>;
  /** Messages and bytes per operation by type of message, the most frequent first. */
  readonly traffic: ReadonlyMap<string, Traffic>;
}

interface Pool {
  readonly latenciesUs: number[];
  answered: number;
  /** Sum of the time in which any operation was open, and of the times they were open. */
  busyUs: number;
  openUs: number;
  longestOutageUs: number;
}

const PHASES_FIRST: readonly Phase[] = [WHOLE, 'calm', 'faulty', 'healed'];

/** The running measurement of a campaign. */
export class Measurer {
  private runs = 0;
  private readonly pools = new Map<Phase, Pool>();
  private readonly traffic = new Map<string, Traffic>();
  private readonly recoveries: Recovery[] = [];

  /** Adds a run. O(n log n) in its operations. */
  add(sample: RunSample): void {
    this.runs++;
    const phases = new Set(sample.operations.flatMap((operation) => [...operation.phases]));
    for (const phase of phases) this.addPhase(phase, sample);
    for (const outage of outagesOf(sample)) {
      for (const phase of outage.phases) {
        const pool = this.poolOf(phase);
        pool.longestOutageUs = Math.max(pool.longestOutageUs, outage.lengthUs);
      }
    }
    for (const [type, { messages, bytes }] of sample.traffic) {
      const known = this.traffic.get(type) ?? { messages: 0, bytes: 0 };
      this.traffic.set(type, {
        messages: known.messages + messages,
        bytes: known.bytes + bytes,
      });
    }
    const recovery = recoveryOf(sample);
    if (recovery !== undefined) this.recoveries.push(recovery);
  }

  /** The figures so far. */
  measurements(): Measurements {
    const order = (phase: Phase): string => {
      const first = PHASES_FIRST.indexOf(phase);
      return first < 0 ? `z${phase}` : String(first);
    };
    const phases = [...this.pools].sort(([a], [b]) => (order(a) < order(b) ? -1 : 1));
    const operations = this.pools.get(WHOLE)?.latenciesUs.length ?? 0;
    return {
      runs: this.runs,
      phases: new Map(
        phases.map(([phase, pool]) => [
          phase,
          { operations: pool.latenciesUs.length, figures: new Map(this.figuresOf(phase, pool)) },
        ]),
      ),
      traffic: new Map(
        [...this.traffic]
          .map(([type, { messages, bytes }]): [string, Traffic] => [
            type,
            { messages: messages / operations, bytes: bytes / operations },
          ])
          .sort(([a, left], [b, right]) => right.messages - left.messages || (a < b ? -1 : 1)),
      ),
    };
  }

  private addPhase(phase: Phase, { operations, timeoutUs }: RunSample): void {
    const pool = this.poolOf(phase);
    const own = operations.filter(({ phases }) => phases.has(phase));
    for (const operation of own) {
      const tookUs = operation.endUs - operation.dueUs;
      // To be refused at once is no quick answer.
      pool.latenciesUs.push(operation.isAnswered ? tookUs : Math.max(tookUs, timeoutUs));
      pool.openUs += operation.endUs - operation.startUs;
      if (operation.isAnswered) pool.answered++;
    }
    pool.busyUs += busyUs(own);
  }

  private poolOf(phase: Phase): Pool {
    const known = this.pools.get(phase);
    if (known !== undefined) return known;
    const pool = { latenciesUs: [], answered: 0, busyUs: 0, openUs: 0, longestOutageUs: 0 };
    this.pools.set(phase, pool);
    return pool;
  }

  private *figuresOf(phase: Phase, pool: Pool): Iterable<[MeasurementName, number]> {
    const { latenciesUs, answered } = pool;
    const count = latenciesUs.length;
    const sorted = Float64Array.from(latenciesUs).sort();
    const at = (perMille: number): number => percentile(sorted, perMille) / 1000;
    yield ['availability', answered / count];
    yield ['nines', ninesOf(answered, count)];
    yield ['longestOutageMs', pool.longestOutageUs / 1000];
    if (pool.busyUs > 0) {
      yield ['throughput', (answered * 1_000_000) / pool.busyUs];
      yield ['concurrency', pool.openUs / pool.busyUs];
    }
    if (answered > 0) {
      yield ['p50Ms', at(500)];
      yield ['p95Ms', at(950)];
      yield ['p99Ms', at(990)];
      yield ['p999Ms', at(999)];
      if (at(500) > 0) yield ['tailRatio', at(990) / at(500)];
    }
    if (phase !== WHOLE) return;
    const traffic = [...this.traffic.values()];
    const sum = (of: (one: Traffic) => number): number =>
      traffic.reduce((total, one) => total + of(one), 0);
    yield ['messagesPerOperation', sum(({ messages }) => messages) / count];
    yield ['bytesPerOperation', sum(({ bytes }) => bytes) / count];
    yield* this.recoveryFigures();
  }

  private *recoveryFigures(): Iterable<[MeasurementName, number]> {
    if (this.recoveries.length === 0) return;
    const worst = (of: (one: Recovery) => number): number =>
      this.recoveries.reduce((most, one) => Math.max(most, of(one)), 0);
    yield ['recoverWithinMs', worst(({ firstSuccessUs }) => firstSuccessUs) / 1000];
    yield ['catchUpWithinMs', worst(({ caughtUpUs }) => caughtUpUs) / 1000];
    yield ['stuckOperations', this.recoveries.reduce((total, { stuck }) => total + stuck, 0)];
  }
}

/** The least value that `perMille` of a thousand do not exceed (nearest rank). */
function percentile(sorted: Float64Array, perMille: number): number {
  const rank = Math.ceil((sorted.length * perMille) / 1000);
  return sorted[Math.max(0, rank - 1)] ?? 0;
}

/** -log10 of the share in vain; without any, what one in vain of one more would give. */
function ninesOf(answered: number, count: number): number {
  const inVain = count - answered;
  return -Math.log10(inVain === 0 ? 1 / (count + 1) : inVain / count);
}

/** How long at least one of the operations was open. */
function busyUs(operations: readonly OperationSample[]): number {
  const sorted = [...operations].sort((left, right) => left.startUs - right.startUs);
  let total = 0;
  let untilUs = 0;
  for (const { startUs, endUs } of sorted) {
    total += Math.max(0, endUs - Math.max(untilUs, startUs));
    untilUs = Math.max(untilUs, endUs);
  }
  return total;
}
