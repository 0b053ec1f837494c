/**
 * Anomalies by kind: how many there are, and the few that a person will look at. A broken database
 * can show a hundred thousand of a kind.
 */

import type { TransactionAnomaly } from './anomaly.js';

/** Examples that are kept of each kind. */
const EXAMPLES_MAX = 8;

/** The anomalies of one kind. */
export interface AnomalyCases {
  /** How many there are in the whole history. */
  readonly count: number;
  /** Up to eight, the shortest first. */
  readonly examples: readonly TransactionAnomaly[];
}

interface Example {
  readonly weight: number;
  readonly tell: () => TransactionAnomaly;
}

/** Collects anomalies; only those that are kept to the end are put into words. */
export class AnomalyCollector {
  readonly #cases = new Map<string, { count: number; examples: Example[] }>();

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#cases.size === 0;
  }

  /**
   * Counts an anomaly. `weight` says how much there is to read, such as the length of the lists;
   * the lightest are kept, the first found of equal ones.
   */
  add(kind: string, weight: number, tell: () => TransactionAnomaly): void {
    let cases = this.#cases.get(kind);
    if (cases === undefined) this.#cases.set(kind, (cases = { count: 0, examples: [] }));
    cases.count++;
    const { examples } = cases;
    if (examples.length === EXAMPLES_MAX && examples.at(-1)!.weight <= weight) return;
    let place = examples.length;
    while (place > 0 && examples[place - 1]!.weight > weight) place--;
    examples.splice(place, 0, { weight, tell });
    if (examples.length > EXAMPLES_MAX) examples.pop();
  }

  /** All kinds found, in the order in which each was first. */
  anomalies(): Map<string, AnomalyCases> {
    return new Map(
      Array.from(this.#cases, ([kind, { count, examples }]) => [
        kind,
        { count, examples: examples.map(({ tell }) => tell()) },
      ]),
    );
  }
}
