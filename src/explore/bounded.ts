/**
 * The bounded strategy: every run of every small program in which exactly so many things go wrong,
 * on a network that is otherwise as regular as a clock. Runs are executed again from the start, so
 * the nodes may be opaque; bounding what goes wrong rather than how long a run is follows
 * delay-bounded scheduling (Emmi, Qadeer, Rakamaric, POPL 2011) and context bounding (Musuvathi,
 * Qadeer, PLDI 2007): most mistakes need few.
 */

import type { ProgramOperation, Scenario } from '../scenario/scenario.js';
import { placesOf } from './places.js';
import type { Execution, Mishaps, Place } from './places.js';

/** One level of the search. */
export interface BoundedExploration {
  readonly programs: Iterable<readonly ProgramOperation[]>;
  /** The scenario in which nothing goes wrong. */
  readonly scenarioOf: (program: readonly ProgramOperation[]) => Scenario;
  /** How many things go wrong, exactly. */
  readonly deviations: number;
  readonly mishaps: Mishaps;
  /** Runs a scenario; what was sent is asked only of runs from which others follow. */
  readonly execute: (scenario: Scenario, asked: Asked) => Execution | Promise<Execution>;
  /** Asked before each program; `true` ends the level with what it has. */
  readonly shouldStop?: () => boolean;
}

/** What an execution is for. */
export type Asked = 'verdict' | 'messages';

/** What came of a level. */
export interface Explored {
  /**
   * Runs in which exactly so much goes wrong; up to and with the violation, if there is one. A run
   * that ends before the last thing that goes wrong can be noticed is another one's equal and
   * counts, though nobody ran it.
   */
  readonly executions: number;
  /** Runs that were really executed, those only asked for their messages included. */
  readonly simulations: number;
  /** The first one. */
  readonly violation: Scenario | undefined;
  /** Programs all of whose runs were met. */
  readonly programs: number;
}

/** Programs of `operations` operations in whose runs `deviations` things go wrong. */
export interface Level {
  readonly operations: number;
  readonly deviations: number;
}

/**
 * Levels by the sum of what a reader has to look at, fewer operations first: the first violation is
 * one of the smallest.
 */
export function levelsUpTo({ operations, deviations }: Level): Level[] {
  const levels: Level[] = [];
  for (let sum = 1; sum <= operations + deviations; sum++) {
    for (let count = 1; count <= Math.min(sum, operations); count++) {
      if (sum - count <= deviations) levels.push({ operations: count, deviations: sum - count });
    }
  }
  return levels;
}

/**
 * Runs one level to its end or its first violation; always in the same order. What goes wrong goes
 * wrong at places of the run that lacks the last of it, later than all others: each combination is
 * met once.
 */
export async function exploreBounded(exploration: BoundedExploration): Promise<Explored> {
  const walk = new Walk(exploration);
  let programs = 0;
  for (const program of exploration.programs) {
    if (exploration.shouldStop?.() === true) break;
    await walk.descend(exploration.scenarioOf(program), exploration.deviations);
    if (walk.violation !== undefined) break;
    programs++;
  }
  const { executions, simulations, violation } = walk;
  return { executions, simulations, violation, programs };
}

class Walk {
  executions = 0;
  simulations = 0;
  violation: Scenario | undefined;

  constructor(private readonly exploration: BoundedExploration) {}

  /** All runs in which `left` more things go wrong than in `scenario`. */
  async descend(scenario: Scenario, left: number): Promise<void> {
    if (left === 0) return this.judge(scenario);
    const places = await this.placesIn(scenario);
    await this.choose(scenario, places, 0, left);
  }

  /** @param from the first place that may be chosen: those before it come before one chosen. */
  private async choose(
    scenario: Scenario,
    places: readonly (readonly Place[])[],
    from: number,
    left: number,
  ): Promise<void> {
    for (let at = from; at < places.length; at++) {
      for (const place of places[at] as readonly Place[]) {
        if (left > 1) {
          const next = place.apply(scenario);
          // Where nobody notices, the same places follow.
          const follow = place.isIdle ? places : await this.placesIn(next);
          await this.choose(next, follow, at + 1, left - 1);
        } else if (place.isIdle) {
          this.executions++;
        } else {
          await this.judge(place.apply(scenario));
        }
        if (this.violation !== undefined) return;
      }
    }
  }

  private async judge(scenario: Scenario): Promise<void> {
    this.executions++;
    const { isViolation } = await this.run(scenario, 'verdict');
    if (isViolation) this.violation = scenario;
  }

  private async placesIn(scenario: Scenario): Promise<(readonly Place[])[]> {
    return placesOf(await this.run(scenario, 'messages'), this.exploration.mishaps);
  }

  private run(scenario: Scenario, asked: Asked): Execution | Promise<Execution> {
    this.simulations++;
    return this.exploration.execute(scenario, asked);
  }
}
