/**
 * Why a few transactions cannot be ordered, in sentences. Where it is certain who came first, that
 * is a circle; where two writers of a key may stand either way, both ways are followed until each
 * ends in a circle.
 */

import type { DependencyKind, DependencyStep } from '../anomaly.js';
import type { Level } from '../levels/level.js';
import type { Observation } from '../observation.js';
import { factsOf, shortestCircle, type Choice, type CoreFacts, type Reason } from './core-graph.js';
import { deduceContradiction, type Contradiction } from './deduction.js';
import { Teller } from './teller.js';

/** Cases that are followed; a core that needs more is not explained, only shown. */
const CASES_MAX = 64;

/** Sentences, and the circle where there is one without a choice. */
export interface CoreStory {
  /** Nodes in the order in which the sentences name them: T1 is the first. */
  readonly nodes: readonly number[];
  readonly sentences: readonly string[];
  readonly steps?: readonly DependencyStep[];
  /** Every kind of dependency that the argument uses, those of the circle and others. */
  readonly restsOn?: ReadonlySet<DependencyKind>;
}

/** Explains a core; without sentences when it takes too many cases. */
export function coreStory(
  observation: Observation,
  involved: readonly number[],
  level: Level,
): CoreStory {
  const facts = factsOf(observation, involved, level);
  const circle = shortestCircle(facts.reasons, level);
  const contradiction =
    circle === undefined ? deduceContradiction(facts, level) : { deduced: [], circle };
  if (contradiction !== undefined) return deducedStory(observation, contradiction);
  const teller = new Teller(observation, facts.nodes);
  const cases = new Cases(facts, level, teller);
  const sentences = [...teller.introductions(), ...(cases.sentences() ?? [])];
  return { nodes: facts.nodes, sentences };
}

/** T1 and the next are those of the circle; who else is needed comes after. */
function deducedStory(observation: Observation, { deduced, circle }: Contradiction): CoreStory {
  const others = deduced.flatMap((one) => one.circle.map(({ from }) => from));
  const nodes = [...new Set([...circle.map(({ from }) => from), ...others])];
  const teller = new Teller(observation, nodes);
  return {
    nodes,
    sentences: [
      ...teller.introductions(),
      ...deduced.map(
        (one) =>
          `${teller.wroteFirst(one.before, one.after, one.key)}; otherwise ` +
          `${teller.inline(one.circle)}.`,
      ),
      ...teller.circle(circle),
    ],
    steps: circle.map((reason) => teller.step(reason)),
    restsOn: new Set([...circle, ...deduced.flatMap((one) => one.circle)].map(({ kind }) => kind)),
  };
}

/** Follows both ways of each choice. */
class Cases {
  #left = CASES_MAX;

  constructor(
    private readonly facts: CoreFacts,
    private readonly level: Level,
    private readonly teller: Teller,
  ) {}

  sentences(): string[] | undefined {
    return this.#refute([...this.facts.reasons], this.facts.choices);
  }

  /** Sentences that end in contradictions; `undefined` when the budget is spent. */
  #refute(reasons: readonly Reason[], choices: readonly Choice[]): string[] | undefined {
    const known = [...reasons];
    const told: string[] = [];
    let open = [...choices];
    for (let isNew = true; isNew;) {
      isNew = false;
      for (const choice of open) {
        const { first, second, key } = choice;
        const forward = this.#circleWith(known, first, second, key);
        const backward = this.#circleWith(known, second, first, key);
        if (forward === undefined && backward === undefined) continue;
        open = open.filter((one) => one !== choice);
        if (forward !== undefined && backward !== undefined) {
          return [
            ...told,
            `If ${this.teller.wroteFirst(first, second, key)}: ${this.teller.inline(forward)}.`,
            `However, if ${this.teller.wroteFirst(second, first, key)}: ` +
              `${this.teller.inline(backward)}: a contradiction either way!`,
          ];
        }
        const [before, after] = forward === undefined ? [first, second] : [second, first];
        told.push(
          `${this.teller.wroteFirst(before, after, key)}; otherwise ` +
            `${this.teller.inline((forward ?? backward)!)}.`,
        );
        known.push(...this.facts.consequences(before, after, key));
        isNew = true;
      }
    }
    return this.#split(known, open, told);
  }

  #split(
    known: readonly Reason[],
    open: readonly Choice[],
    told: readonly string[],
  ): string[] | undefined {
    const [choice, ...rest] = open;
    if (choice === undefined || this.#left-- <= 0) return undefined;
    const { first, second, key } = choice;
    const ways = [
      [first, second],
      [second, first],
    ] as const;
    const both: string[] = [...told];
    for (const [before, after] of ways) {
      const inner = this.#refute([...known, ...this.facts.consequences(before, after, key)], rest);
      if (inner === undefined) return undefined;
      both.push(`Suppose ${this.teller.wroteFirst(before, after, key)}.`, ...inner);
    }
    return both;
  }

  #circleWith(
    known: readonly Reason[],
    before: number,
    after: number,
    key: number,
  ): Reason[] | undefined {
    return shortestCircle([...known, ...this.facts.consequences(before, after, key)], this.level);
  }
}
