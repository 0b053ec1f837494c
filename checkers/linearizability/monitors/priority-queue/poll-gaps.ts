/**
 * The gap in which each poll takes effect: the first of its interval in which nothing that comes
 * before its value is certainly inside.
 *
 * What comes before a value is certainly inside at a gap when it was removed, its insert had
 * returned and its remove had not been called; or when of such values without an answer more had
 * been inserted than crashed polls been called, which take one each. A poll without a free gap is
 * illegal. Values are taken in order, what comes first first, so that when it is the turn of a
 * value the gaps are struck out that those before it cover.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import { NextGap } from './next-gap.js';
import type { Priorities } from './priorities.js';
import { SurplusTree } from './surplus-tree.js';

/** What {@link pollGaps} found. */
export type PollGaps =
  /** Of each value the gap in which it is polled; -1 where no answer names it. */
  | { readonly kind: 'placed'; readonly gapOf: Int32Array }
  /** A value whose poll has no free gap. */
  | { readonly kind: 'outranked'; readonly value: number };

/** Gap `k` lies between the events of rank `k` and `k` + 1. Log-linear. */
export function pollGaps(part: Part, values: ContainerValues, priorities: Priorities): PollGaps {
  const gapOf = new Int32Array(values.count).fill(-1);
  const free = values.crashedRemoves.length === 0 ? new FreeGaps(part) : surplusGaps(part, values);
  for (const value of priorities.sorted) {
    const inserted = values.insertReturn[value]!;
    if (values.remove[value]! < 0) {
      free.keep(inserted);
      continue;
    }
    const called = values.removeCall[value]!;
    const gap = free.from(called);
    if (gap >= values.removeReturn[value]!) return { kind: 'outranked', value };
    gapOf[value] = gap;
    free.cover(inserted, called);
  }
  return { kind: 'placed', gapOf };
}

/** Free gaps where no poll crashed: what is not removed stays. */
class FreeGaps {
  readonly #left: NextGap;
  readonly #count: number;

  constructor(part: Part) {
    this.#left = new NextGap(part.ranks);
    this.#count = part.ranks;
  }

  from(gap: number): number {
    return this.#left.from(gap);
  }

  cover(from: number, to: number): void {
    for (let gap = this.#left.from(from); gap < to; gap = this.#left.from(gap)) {
      this.#left.remove(gap);
      this.strike(gap);
    }
  }

  keep(from: number): void {
    this.cover(from, this.#count);
  }

  /** Called once for each gap that is covered. */
  protected strike(_gap: number): void {}
}

/** Free gaps where polls crashed: what is not removed may have been taken by one of them. */
class SurplusGaps extends FreeGaps {
  readonly #tree: SurplusTree;

  constructor(part: Part, tree: SurplusTree) {
    super(part);
    this.#tree = tree;
  }

  override from(gap: number): number {
    return this.#tree.from(gap);
  }

  override keep(from: number): void {
    this.#tree.addFrom(from, 1);
  }

  protected override strike(gap: number): void {
    this.#tree.strike(gap);
  }
}

function surplusGaps(part: Part, values: ContainerValues): FreeGaps {
  const tree = new SurplusTree(part.ranks);
  for (const member of values.crashedRemoves) tree.addFrom(part.call[member]!, -1);
  return new SurplusGaps(part, tree);
}
