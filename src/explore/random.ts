/**
 * The random strategy: fast-check draws scenario after scenario, a visitor says when it has seen
 * enough. Scenario k of a seed is always the same, whatever the visitor does, and whether or not
 * those before it are drawn at all: fast-check gives each value a source of its own.
 */

import * as fc from 'fast-check';
import type { Scenario } from '../scenario/scenario.js';

/** Whether the visitor wants to see more. */
type Visited = 'continue' | 'stop';

/** Every `count`-th scenario, beginning with number `index`. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** What to draw, how much of it, and who looks at it. */
export interface RandomExploration {
  readonly scenarios: fc.Arbitrary<Scenario>;
  /** 32-bit. */
  readonly seed: number;
  /** Numbers go up to this one. */
  readonly scenariosMax: number;
  /** The first number to visit, default 1. */
  readonly from?: number;
  /** Of the numbers from `from` on, visits only these; default all. */
  readonly shard?: Shard;
  /** Called with scenario `number` (from 1); answers, at once or later, whether to go on. */
  readonly visit: (scenario: Scenario, number: number) => Visited | Promise<Visited>;
  /** Awaited now and then, so that signals and progress of the host get their turn. */
  readonly pause: () => Promise<void>;
}

/** Scenarios between two pauses. */
const SCENARIOS_A_PAUSE = 16;

/** The numbers that an exploration visits, ascending. */
function isVisited(
  { from = 1, shard = { index: 1, count: 1 } }: Pick<RandomExploration, 'from' | 'shard'>,
  number: number,
): boolean {
  return number >= from && (number - shard.index) % shard.count === 0;
}

/** Draws scenarios up to `scenariosMax`. An exception of the visitor is thrown on as it is. */
export async function exploreRandom(exploration: RandomExploration): Promise<void> {
  const { scenarios, seed, scenariosMax, visit, pause } = exploration;
  let number = 0;
  let thrown: { readonly error: unknown } | undefined;
  const chosen = new Sieve(scenarios, (drawn) => isVisited(exploration, drawn));
  const property = fc.asyncProperty(chosen, async (scenario) => {
    if (++number % SCENARIOS_A_PAUSE === 0) await pause();
    if (scenario === undefined) return true;
    try {
      return (await visit(scenario, number)) === 'continue';
    } catch (error) {
      thrown = { error };
      return false;
    }
  });
  // A property that "fails" is how a visitor stops the draw; shrinking is somebody else's work.
  await fc.check(property, { seed: seed | 0, numRuns: scenariosMax, endOnFailure: true });
  if (thrown !== undefined) throw thrown.error;
}

/** Draws only the values whose numbers are wanted; `undefined` stands for the others. */
class Sieve<Item> extends fc.Arbitrary<Item | undefined> {
  private drawn = 0;

  constructor(
    private readonly source: fc.Arbitrary<Item>,
    private readonly isWanted: (number: number) => boolean,
  ) {
    super();
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Item | undefined> {
    if (!this.isWanted(++this.drawn)) return new fc.Value(undefined, undefined);
    return new fc.Value(this.source.generate(random, biasFactor).value, undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Item | undefined {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<Item | undefined>> {
    return fc.Stream.nil();
  }
}
