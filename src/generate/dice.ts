/**
 * Dice: what an imperative generator draws from fast-check's random source. Bias is ignored on
 * purpose: the choice of the profile (profiles.ts) decides what is small, common or extreme.
 */

import * as fc from 'fast-check';
import type { Range } from '../scenario/profile.js';

const MILLION = 1_000_000;

/** Throws dice for one generated value. */
export class Dice {
  constructor(private readonly random: fc.Random) {}

  /** An integer in [min, max]. */
  integer({ min, max }: Range): number {
    return this.random.nextInt(min, max);
  }

  /** An integer in [0, bound). */
  below(bound: number): number {
    return this.random.nextInt(0, bound - 1);
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('there is nothing to pick from');
    return items[this.below(items.length)] as Item;
  }

  /** One of the names, each as likely as its weight; `undefined` when all weigh nothing. */
  weighted<Name extends string>(
    weights: Readonly<Partial<Record<Name, number>>>,
  ): Name | undefined {
    const entries = Object.entries(weights) as [Name, number][];
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    if (total <= 0) return undefined;
    let left = this.below(total);
    for (const [name, weight] of entries) {
      if (left < weight) return name;
      left -= weight;
    }
    return undefined;
  }

  /** True `ppm` times in a million. */
  chance(ppm: number): boolean {
    return this.below(MILLION) < ppm;
  }

  /** The items in random order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const item = shuffled[last] as Item;
      shuffled[last] = shuffled[other] as Item;
      shuffled[other] = item;
    }
    return shuffled;
  }

  /** A value of any fast-check arbitrary. */
  from<Item>(arbitrary: fc.Arbitrary<Item>): Item {
    return arbitrary.generate(this.random, undefined).value;
  }
}

/**
 * Smaller values of `value` to try; `cursor` is what an earlier call left, so that a success
 * resumes there.
 */
export type Shrink<Item> = (value: Item, cursor: unknown) => Iterable<readonly [Item, unknown]>;

/** An arbitrary from a function that throws dice, with a shrinker of ours or none. */
export class DrawnArbitrary<Item> extends fc.Arbitrary<Item> {
  constructor(
    private readonly roll: (dice: Dice) => Item,
    private readonly smaller?: Shrink<Item> | undefined,
  ) {
    super();
  }

  override generate(random: fc.Random): fc.Value<Item> {
    return new fc.Value(this.roll(new Dice(random)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Item {
    return this.smaller !== undefined && typeof value === 'object' && value !== null;
  }

  override shrink(value: Item, cursor: unknown): fc.Stream<fc.Value<Item>> {
    if (this.smaller === undefined) return fc.Stream.nil();
    const candidates = this.smaller(value, cursor);
    const values = function* (): IterableIterator<fc.Value<Item>> {
      for (const [candidate, next] of candidates) yield new fc.Value(candidate, next);
    };
    return fc.stream(values());
  }
}
