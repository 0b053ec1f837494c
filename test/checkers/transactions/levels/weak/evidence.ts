/**
 * Rechecks what the engine answers: orders by the axiom, and each step of a cycle by the history.
 */

import type {
  Axiom,
  ForcedStep,
  Level,
  LevelAnswer,
} from '../../../../../checkers/transactions/levels/level.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import type { OracleHistory, WeakLevelFacts } from '../../../oracle/transactions/weak-levels.js';
import { decideWeakLevel } from './levels.js';
import { observationOf } from './observation-of.js';
import { restricted } from './random-transactions.js';

/** What is wrong with an answer; empty when nothing is. */
export function complaintOf(
  history: OracleHistory,
  observation: Observation,
  facts: WeakLevelFacts,
  axiom: Axiom,
  answer: LevelAnswer,
): string {
  if (answer.kind === 'unknown') return answer.reason;
  if (answer.kind === 'holds') {
    const commits = [...answer.order].map((node) => observation.transaction[node]!);
    if (new Set(commits).size !== observation.size - 1) return 'not an order of all nodes';
    return facts.isSatisfied(axiom, commits) ? '' : 'the order does not satisfy the axiom';
  }
  const cycle = answer.cycle ?? [];
  if (cycle.length < 2) return 'no cycle';
  const involved = new Set(answer.involved);
  for (const [at, step] of cycle.entries()) {
    if (step.to !== cycle[(at + 1) % cycle.length]!.from) return 'the cycle is not closed';
    if (![step.from, step.to].every((node) => node === 0 || involved.has(node))) return 'involved';
    const problem = new StepCheck(history, observation, facts, axiom).complaint(step);
    if (problem !== '') return `${problem}: ${JSON.stringify(step)}`;
  }
  return '';
}

class StepCheck {
  readonly #history: OracleHistory;
  readonly #observation: Observation;
  readonly #facts: WeakLevelFacts;
  readonly #axiom: Axiom;

  constructor(
    history: OracleHistory,
    observation: Observation,
    facts: WeakLevelFacts,
    axiom: Axiom,
  ) {
    this.#history = history;
    this.#observation = observation;
    this.#facts = facts;
    this.#axiom = axiom;
  }

  complaint(step: ForcedStep): string {
    const from = this.#place(step.from);
    const to = this.#place(step.to);
    switch (step.kind) {
      case 'wr':
        return this.#isRead(from, to, step.key) ? '' : 'not read';
      case 'process':
        return this.#facts.precedes(from, to) ? '' : 'not before in the process';
      case 'realtime':
        return this.#history[from]!.outcome === 'ok' &&
          this.#history[from]!.return < this.#history[to]!.call
          ? ''
          : 'not before in real time';
      case 'ww':
        return this.#forced(step);
      case 'ww-known':
        return this.#follows(from, to, step.key) ? '' : 'not the next version';
      case 'rw':
        return 'a kind that these levels do not have';
    }
  }

  #place(node: number): number {
    return this.#observation.transaction[node]!;
  }

  #isRead(from: number, reader: number, key?: number): boolean {
    return this.#facts.reads.some(
      (read) =>
        read.from === from && read.reader === reader && (key === undefined || read.key === key),
    );
  }

  #writes(place: number, key: number): boolean {
    if (place < 0) return true;
    return this.#history[place]!.micros.some((micro) => micro.f !== 'r' && micro.key === key);
  }

  #forced({ from, to, key, reader, seen }: Extract<ForcedStep, { kind: 'ww' }>): string {
    if (from === to || !this.#writes(this.#place(from), key)) return 'not both wrote the key';
    if (!this.#isRead(this.#place(to), this.#place(reader), key)) return 'not read';
    if (seen[0] !== from || seen.at(-1) !== reader) return 'not a path from writer to reader';
    if (this.#axiom === 'read-committed') return 'nothing is forced';
    if (this.#axiom !== 'causal' && seen.length !== 2) return 'too long a path';
    for (let at = 1; at < seen.length; at++) {
      const [left, right] = [this.#place(seen[at - 1]!), this.#place(seen[at]!)];
      const isSeen = this.#isRead(left, right);
      const isFollowed =
        this.#axiom !== 'monotonic-atomic-view' && this.#facts.precedes(left, right);
      if (!isSeen && !isFollowed) return 'a step of the path does not hold';
    }
    if (this.#axiom !== 'monotonic-atomic-view') return '';
    const reads = this.#facts.reads.filter((read) => read.reader === this.#place(reader));
    return reads.some(
      (first) =>
        first.from === this.#place(from) &&
        reads.some(
          (second) => second.at > first.at && second.key === key && second.from === this.#place(to),
        ),
    )
      ? ''
      : 'not in this order of reads';
  }

  #follows(from: number, to: number, key: number): boolean {
    if (!this.#writes(to, key) || !this.#writes(from, key)) return false;
    if (from < 0) return true;
    const lists = this.#history.flatMap(({ micros }) =>
      micros.flatMap((micro) =>
        micro.f === 'r' && micro.key === key && Array.isArray(micro.value)
          ? [micro.value as readonly number[]]
          : [],
      ),
    );
    const longest = lists.reduce((left, right) => (right.length > left.length ? right : left), []);
    const places = longest.map((element) =>
      this.#history.findIndex(({ micros }) =>
        micros.some(({ f, key: of, value }) => f !== 'r' && of === key && value === element),
      ),
    );
    const last = places.lastIndexOf(from);
    if (last < 0) return false;
    const first = places.indexOf(to);
    return first < 0
      ? last === places.length - 1
      : first > 0 && places.lastIndexOf(from, first - 1) >= 0;
  }
}

/** Whether a violation is one of the transactions involved alone; true of other answers. */
export function isShownAlone(
  history: OracleHistory,
  observation: Observation,
  level: Level,
  answer: LevelAnswer,
): boolean {
  if (answer.kind !== 'violated') return true;
  const places = new Set([...answer.involved].map((node) => observation.transaction[node]!));
  const alone = observationOf(restricted(history, places));
  return decideWeakLevel(alone, level).kind === 'violated';
}
