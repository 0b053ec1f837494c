/**
 * Linearizability: every operation seems to take effect at one instant between its call and its
 * return (Herlihy & Wing 1990). The pipeline: partition by key, judge each part by the monitor for
 * its kind of object, search what monitors decline, and a certificate either way;
 * docs/linearizability.md describes each step and proves the reductions.
 */

import { sizeOf } from '../../src/history/columns/columnar-history.js';
import type { History } from '../../src/history/operation.js';
import type { Certificate } from '../certificate.js';
import type { Checker, CheckOptions } from '../checker.js';
import type { Model } from '../model.js';
import type { Anomaly, Verdict } from '../verdict.js';
import { Allowance } from './allowance.js';
import { judge, type Judgement } from './dovetail.js';
import { certifyExhaustion } from './exhaustion.js';
import { explain } from './explain.js';
import { failureReason } from './failure-reason.js';
import { judgeByMonitor } from './monitored.js';
import type { Part } from './part.js';
import { partition, type FailureReader } from './partition.js';
import { ALL_REDUCTIONS, type Reductions } from './reductions.js';
import { describeProgress, describeReason } from './unfinished.js';

const NAME = 'linearizable';

const SEARCH = 'just-in-time search';

/** How histories are read. */
export interface LinearizableOptions {
  /**
   * `ignore` (default): a failed operation did not happen, and says nothing. `observe`: where its
   * failure has a reason, such as a compare that failed, it saw the state at some instant between
   * its call and its return.
   */
  readonly failures?: 'ignore' | 'observe';
  /**
   * Reads the reason of a failure; default: Maelstrom's codes 22 and 20 and their names in `error`.
   */
  readonly failureReason?: FailureReader;
  /** For tests: `false` leaves everything to the search. @internal */
  readonly monitors?: boolean;
  /** For tests: searches without some reductions. @internal */
  readonly reductions?: Reductions;
}

/**
 * A checker of linearizability to `model`. Takes strict histories. Exact when it answers. Histories
 * that a monitor understands take log-linear time; others are searched, in time linear in the
 * length of the history and exponential in the operations in flight at once and the crashed ones,
 * so that a hard history ends as `unknown` by the budget (2,000,000 configurations, 256 MiB).
 *
 * `check` throws ModelError when an operation has a function or arguments the model does not know.
 */
export function linearizable(model: Model, options: LinearizableOptions = {}): Checker {
  const readFailure =
    options.failures === 'observe' ? (options.failureReason ?? failureReason) : undefined;
  return {
    name: NAME,
    check(history: History, checkOptions?: CheckOptions): Verdict {
      const check = new Check(model, options, checkOptions);
      return check.verdict(partition(history, model, readFailure), sizeOf(history));
    },
  };
}

/** One run of the checker. */
class Check {
  readonly #model: Model;
  readonly #options: LinearizableOptions;
  readonly #allowance: Allowance;
  readonly #everyPart: boolean;
  readonly #algorithms = new Map<string, number>();
  readonly #anomalies: Anomaly[] = [];
  #certificate: Certificate | undefined;

  constructor(model: Model, options: LinearizableOptions, checkOptions: CheckOptions = {}) {
    this.#model = model;
    this.#options = options;
    this.#allowance = new Allowance(checkOptions);
    this.#everyPart = checkOptions.everyPart === true;
  }

  verdict(parts: readonly Part[], judged: number): Verdict {
    const orders = new Map<Part, Int32Array>();
    const declined = this.#monitor(parts, orders);
    const unfinished = this.#isDecided ? undefined : this.#search(declined, orders);
    const configurations = this.#allowance.configurations;
    const head = {
      checker: NAME,
      algorithm: describeAlgorithms(this.#algorithms),
      effort: { judged, configurations },
    };
    const [first, ...others] = this.#anomalies;
    if (first !== undefined) {
      const certificate = this.#certificate!;
      return { ...head, kind: 'illegal', anomalies: [first, ...others], certificate };
    }
    if (unfinished !== undefined) {
      const reason = describeReason(unfinished, this.#allowance);
      const progress = describeProgress(unfinished, orders.size, parts.length);
      return { ...head, kind: 'unknown', reason, progress };
    }
    const ordered = parts.map((part) => ({
      ...(part.key === undefined ? {} : { key: part.key }),
      order: orders.get(part)!,
    }));
    return { ...head, kind: 'legal', certificate: { kind: 'linearization', parts: ordered } };
  }

  get #isDecided(): boolean {
    return this.#anomalies.length > 0 && !this.#everyPart;
  }

  /** Judges what monitors understand; returns the parts that they decline. */
  #monitor(parts: readonly Part[], orders: Map<Part, Int32Array>): Part[] {
    if (this.#options.monitors === false) return [...parts];
    const declined: Part[] = [];
    for (const part of parts) {
      const answer = judgeByMonitor(part, this.#model);
      if (answer === undefined) {
        declined.push(part);
        continue;
      }
      this.#count(answer.algorithm);
      if (answer.kind === 'legal') orders.set(part, answer.order);
      else this.#refute(answer.anomaly, answer.certificate);
      if (this.#isDecided) return [];
    }
    return declined;
  }

  #search(
    declined: readonly Part[],
    orders: Map<Part, Int32Array>,
  ): Extract<Judgement, { readonly kind: 'unknown' }> | undefined {
    const reductions = this.#options.reductions ?? ALL_REDUCTIONS;
    for (let open = declined; open.length > 0;) {
      const judgement = judge(open, this.#model, reductions, this.#allowance, orders);
      if (judgement.kind === 'unknown') {
        this.#count(SEARCH, open.length);
        return judgement;
      }
      this.#count(SEARCH, judgement.kind === 'legal' ? open.length : 1);
      if (judgement.kind === 'legal') return undefined;
      const { search, part } = judgement;
      this.#refute(explain(search, part), certifyExhaustion(search, part));
      if (this.#isDecided) return undefined;
      open = open.filter((each) => each !== part && !orders.has(each));
    }
    return undefined;
  }

  #refute(anomaly: Anomaly, certificate: Certificate): void {
    this.#anomalies.push(anomaly);
    this.#certificate ??= certificate;
  }

  #count(algorithm: string, times = 1): void {
    this.#algorithms.set(algorithm, (this.#algorithms.get(algorithm) ?? 0) + times);
  }
}

function describeAlgorithms(algorithms: ReadonlyMap<string, number>): string {
  if (algorithms.size === 0) return SEARCH;
  if (algorithms.size === 1) return [...algorithms.keys()][0]!;
  return [...algorithms].map(([name, parts]) => `${name} (${parts} keys)`).join(', ');
}
