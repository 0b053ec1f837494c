/**
 * A pass: one kind of simplification, as a pure function from a scenario and a position to the
 * candidates from there on. A driver that accepts a candidate goes on at the position beside it,
 * never from the start again (MacIver, "Adaptive delta debugging"; the docstring of Hypothesis'
 * shrinker).
 */

import type { Scenario } from '../../scenario/scenario.js';
import type { Simplify } from '../oracle.js';

/** Where in its candidates a pass stands; what the numbers mean is the pass's own business. */
export interface Position {
  readonly size: number;
  readonly at: number;
}

/** The beginning of every pass. */
export const START: Position = { size: 0, at: 0 };

/** A scenario to try, and where to go on if it still fails. */
export type Candidate = readonly [scenario: Scenario, next: Position];

/** What passes have to know besides the scenario. */
export interface PassSettings {
  readonly simplify?: Simplify | undefined;
  /** Clusters are not made smaller than this. */
  readonly serversMin: number;
}

/** One kind of simplification. */
export interface Pass {
  readonly name: string;
  /**
   * How many times the usual number of other seeds a candidate that passes is worth: it may still
   * fail under other dice. Zero for none.
   */
  readonly rerolls: number;
  /** Candidates need not be cheaper than `scenario`; drivers skip those that are not. */
  candidates(scenario: Scenario, from: Position, settings: PassSettings): Iterable<Candidate>;
}

/**
 * Candidates of single items, one item after the other: after a success the same item is tried
 * again.
 */
export function* oneByOne<Item>(
  items: readonly Item[],
  from: Position,
  change: (item: Item, at: number) => Iterable<Scenario>,
): Generator<Candidate> {
  for (let at = from.at; at < items.length; at++) {
    for (const scenario of change(items[at] as Item, at)) yield [scenario, { size: 0, at }];
  }
}
