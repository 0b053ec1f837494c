/**
 * Judges the parts of one history and puts the answers together: first what monitors understand,
 * then a search for what they decline. The steps stand apart so that somebody else may search some
 * of the parts, such as the threads of a pool.
 */

import type { Certificate, Order } from '../certificate.js';
import type { CheckOptions } from '../checker.js';
import type { Model } from '../model.js';
import type { Anomaly, IllegalVerdict, UnknownVerdict, Verdict } from '../verdict.js';
import { Allowance } from './allowance.js';
import { judge } from './dovetail.js';
import { hasElements, mergeOrders, splitElements } from './elements.js';
import { certifyExhaustion } from './exhaustion.js';
import { explain } from './explain.js';
import { judgeByMonitor } from './monitored.js';
import type { Part } from './part.js';
import { ALL_REDUCTIONS, type Reductions } from './reductions.js';
import { describeProgress, describeReason } from './unfinished.js';

/** The name of the checker in verdicts. */
export const LINEARIZABLE = 'linearizable';

const SEARCH = 'just-in-time search';

/** What tests may switch off. */
export interface PartsOptions {
  readonly monitors?: boolean;
  readonly reductions?: Reductions;
}

type Unfinished = Pick<UnknownVerdict, 'reason' | 'progress'>;

/** One check of one history. */
export class PartsCheck {
  readonly #parts: readonly Part[];
  readonly #judged: number;
  readonly #model: Model;
  readonly #options: PartsOptions;
  readonly #allowance: Allowance;
  readonly #everyPart: boolean;
  readonly #orders = new Map<Part, Order>();
  readonly #algorithms = new Map<string, number>();
  readonly #anomalies: Anomaly[] = [];
  #certificate: Certificate | undefined;
  #unfinished: Unfinished | undefined;
  #configurations = 0;

  /** @param judged operations of the history. */
  constructor(
    parts: readonly Part[],
    judged: number,
    model: Model,
    options: PartsOptions,
    checkOptions: CheckOptions = {},
  ) {
    this.#parts = parts;
    this.#judged = judged;
    this.#model = model;
    this.#options = options;
    this.#allowance = new Allowance(parts.length, checkOptions);
    this.#everyPart = checkOptions.everyPart === true;
  }

  /** True when no further part can change the answer. */
  get isDecided(): boolean {
    return this.#anomalies.length > 0 && !this.#everyPart;
  }

  /** How many parts are known to be legal. */
  get legalParts(): number {
    return this.#orders.size;
  }

  /** Judges what monitors understand; returns the parts that are left to be searched. */
  monitor(): Part[] {
    if (this.#options.monitors === false) return [...this.#parts];
    const declined: Part[] = [];
    for (const part of this.#parts) {
      const answer = judgeByMonitor(part, this.#model);
      if (answer === undefined) {
        declined.push(part);
        continue;
      }
      this.#count(answer.algorithm);
      this.#allowance.partDone();
      if (answer.kind === 'legal') this.#orders.set(part, answer.order);
      else this.#refute([answer.anomaly], answer.certificate);
      if (this.isDecided) return [];
    }
    return declined;
  }

  /** Searches parts, within what the check may spend. */
  search(declined: readonly Part[]): void {
    if (!hasElements(this.#model)) return this.#searchAll(declined, this.#orders);
    const split = declined.map((part) => splitElements(part, this.#model));
    const orders = new Map<Part, Order>();
    this.#searchAll(split.flat(), orders);
    for (const [at, elements] of split.entries()) {
      const found = elements.map((element) => orders.get(element));
      if (found.includes(undefined)) continue;
      this.#orders.set(declined[at]!, mergeOrders(declined[at]!, found as Order[]));
    }
  }

  #searchAll(declined: readonly Part[], orders: Map<Part, Order>): void {
    const reductions = this.#options.reductions ?? ALL_REDUCTIONS;
    for (let open = declined; open.length > 0;) {
      const judgement = judge(open, this.#model, reductions, this.#allowance, orders);
      this.#count(SEARCH, judgement.kind === 'illegal' ? 1 : open.length);
      if (judgement.kind === 'unknown') {
        const reason = describeReason(judgement, this.#allowance);
        const progress = describeProgress(judgement, this.legalParts, this.#parts.length);
        this.#unfinished = { reason, progress };
        return;
      }
      if (judgement.kind === 'legal') return;
      const { search, part } = judgement;
      this.#refute([explain(search, part)], certifyExhaustion(search, part));
      if (this.isDecided) return;
      open = open.filter((each) => each !== part && !orders.has(each));
    }
  }

  /** Takes the verdict that somebody else found for one part alone. */
  absorb(part: Part, verdict: Verdict): void {
    this.#count(verdict.algorithm);
    this.#configurations += verdict.effort.configurations;
    this.#allowance.partDone();
    if (verdict.kind === 'illegal') this.#refute(...withKeyOf(part, verdict, this.#model));
    else if (verdict.kind === 'unknown') this.#unfinished ??= verdict;
    else if (verdict.certificate.kind === 'linearization') {
      this.#orders.set(part, verdict.certificate.parts[0]!.order);
    }
  }

  /** The answer for the history. */
  verdict(): Verdict {
    const head = {
      checker: LINEARIZABLE,
      algorithm: describeAlgorithms(this.#algorithms),
      effort: {
        judged: this.#judged,
        configurations: this.#configurations + this.#allowance.configurations,
      },
    };
    const [first, ...others] = this.#anomalies;
    if (first !== undefined) {
      const certificate = this.#certificate!;
      return { ...head, kind: 'illegal', anomalies: [first, ...others], certificate };
    }
    if (this.#unfinished !== undefined) {
      const { reason, progress } = this.#unfinished;
      return { ...head, kind: 'unknown', reason, progress };
    }
    const parts = this.#parts.map((part) => ({
      ...(part.key === undefined ? {} : { key: part.key }),
      order: this.#orders.get(part)!,
    }));
    return { ...head, kind: 'legal', certificate: { kind: 'linearization', parts } };
  }

  #refute(anomalies: readonly Anomaly[], certificate: Certificate): void {
    for (const anomaly of anomalies) this.#anomalies.push(anomaly);
    this.#certificate ??= certificate;
  }

  #count(algorithm: string, times = 1): void {
    this.#algorithms.set(algorithm, (this.#algorithms.get(algorithm) ?? 0) + times);
  }
}

/** Keys that came from elsewhere may be copies that have lost their class. */
function withKeyOf(
  { key }: Part,
  { anomalies, certificate }: IllegalVerdict,
  model: Model,
): [readonly Anomaly[], Certificate] {
  if (key === undefined || hasElements(model)) return [anomalies, certificate];
  return [
    anomalies.map((anomaly) => ({ ...anomaly, key })),
    { ...certificate, key } as Certificate,
  ];
}

function describeAlgorithms(algorithms: ReadonlyMap<string, number>): string {
  if (algorithms.size === 0) return SEARCH;
  if (algorithms.size === 1) return [...algorithms.keys()][0]!;
  return [...algorithms].map(([name, parts]) => `${name} (${parts} keys)`).join(', ');
}
