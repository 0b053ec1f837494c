/**
 * Shrinks a failing scenario to the smallest one that fails the same way: passes from coarse to
 * fine over the same list until a round changes nothing, in between from dice to explicit messages,
 * and at the end a sweep that proves 1-minimality (Zeller and Hildebrandt, "Simplifying and
 * Isolating Failure-Inducing Input", TSE 2002).
 */

import type { Scenario } from '../scenario/scenario.js';
import { compareCost } from './cost.js';
import { escape, makeExplicit } from './moves.js';
import type { ShrinkOracle } from './oracle.js';
import {
  COARSE_PASSES,
  DEVIATION_PASSES,
  POLISHING_PASSES,
  SIMPLIFYING_PASSES,
} from './passes/all.js';
import { pinStarts } from './pin.js';
import { Search } from './search.js';
import type { ShrinkStep } from './search.js';
import type { ScenarioSize } from './size.js';
import { sweep } from './sweep.js';

/** How long and how hard to search; counts, never a clock. */
export interface ShrinkOptions {
  /** Default 4,000. */
  readonly simulationsMax?: number;
  /** How many schedules are tried for a candidate: 4 or 16. */
  readonly effort?: 'normal' | 'high';
  /** Clusters are not made smaller than this; default 3, where quorums make sense. */
  readonly serversMin?: number;
  /** Asked before each simulation; `true` ends the search with what it has. */
  readonly shouldStop?: () => boolean;
  /** Told of every accepted step. */
  readonly onProgress?: (size: ScenarioSize) => void;
}

/** What came of it. */
export interface Shrunk {
  readonly scenario: Scenario;
  /** Runs that the oracle was asked for. */
  readonly simulations: number;
  /**
   * `1-minimal`: a last sweep showed that no operation, fault or deviation can be left out alone.
   */
  readonly minimality: '1-minimal' | 'budget';
  /** Every accepted step, in order. */
  readonly log: readonly ShrinkStep[];
}

/** Every round lowers the cost; this is a limit, not a plan. */
const ROUNDS_MAX = 64;

/**
 * The smallest scenario it finds that `oracle.reproduces`, within the budget. Deterministic: the
 * oracle is asked one question at a time.
 * @throws Error when `scenario` itself does not reproduce.
 */
export async function minimize(
  scenario: Scenario,
  oracle: ShrinkOracle,
  options: ShrinkOptions = {},
): Promise<Shrunk> {
  const search = new Search(scenario, oracle, {
    simulationsMax: options.simulationsMax ?? 4_000,
    schedules: options.effort === 'high' ? 16 : 4,
    serversMin: options.serversMin ?? 3,
    shouldStop: options.shouldStop,
    onProgress: options.onProgress,
  });
  if (!search.isSpent && !(await search.fails(scenario))) {
    throw new Error('a scenario that does not fail cannot be shrunk');
  }
  await prepare(search);
  let isMinimal = false;
  for (let round = 0; round < ROUNDS_MAX && !isMinimal; round++) {
    await shrinkRounds(search, scenario);
    // Pinned starts cost something; they must have paid.
    if (compareCost(search.current, scenario, oracle.simplify) > 0) search.current = scenario;
    isMinimal = await sweep(search);
    if (search.isSpent) break;
  }
  const { current, simulations, log } = search;
  return {
    scenario: current,
    simulations,
    minimality: isMinimal ? '1-minimal' : 'budget',
    log,
  };
}

async function prepare(search: Search): Promise<void> {
  const pinned = pinStarts(search.current, await search.postings(search.current));
  if (await search.fails(pinned)) search.current = pinned;
}

/** From coarse to fine; each time something got smaller, from the top again. */
async function shrinkRounds(search: Search, original: Scenario): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX && !search.isSpent; round++) {
    search.keepReserve();
    // The dice are cheap while there are many operations: first as few as chance allows.
    if (await search.runAll(COARSE_PASSES)) continue;
    if (await makeExplicit(search)) search.keepReserve();
    if (await search.runAll([...DEVIATION_PASSES, ...SIMPLIFYING_PASSES])) continue;
    if (await escape(search, original)) continue;
    if (await search.runAll(POLISHING_PASSES)) continue;
    return;
  }
}
