/**
 * How far the operations of an illegal history can be ordered: for reports, which show the reader
 * one of the longest legal orders and why no answered operation fits
 * next. An exhaustive search over the sets
 * of operations that took effect and the states they lead to, for parts of a few dozen operations.
 */

import { OPEN } from '../../src/history/columns/operation-columns.js';
import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { isInconsistent, type Call, type Model } from '../model.js';
import { callAt, type Part } from './part.js';

/** One of the longest legal orders of some operations, and its end. */
export interface PartialOrder {
  /** Name of the model. */
  readonly model: string;
  /** Ids of the operations that were tried, in order of call. */
  readonly operations: readonly number[];
  /** The state before anything happened, as text. */
  readonly initial: string;
  /** The operations that take effect, in this order, each with the state afterwards as text. */
  readonly order: readonly { readonly operation: number; readonly state: string }[];
  /** What real time allows to come next, and why the model does not. */
  readonly stuck: readonly { readonly operation: number; readonly because: string }[];
  /**
   * How many other sets of as many operations, with the state they lead to, reach as far.
   */
  readonly alternatives: number;
  /** Operations of the history of which shrinking left those that were tried; absent without it. */
  readonly shrunkFrom?: number;
}

/** Operations of a part at most: its sets are bits of one number. */
const OPERATIONS_MAX = 30;
const CONFIGURATIONS_MAX = 50_000;

/** What has taken effect, and how it came to that. */
interface Configuration {
  /** Bit `member` is set when it has taken effect. */
  readonly done: number;
  readonly state: unknown;
  /** How many of these were answered: that is how far it got. */
  readonly answered: number;
  readonly last: number;
  readonly before: Configuration | undefined;
}

/**
 * The longest legal orders of a part, one of them told; `undefined` for a part of more than 30
 * operations, or when more than 50,000 configurations are met. Failed operations without a reason
 * are not in a part; crashed ones take effect where that helps.
 */
export function partialOrderOf(part: Part, model: Model): PartialOrder | undefined {
  if (part.size > OPERATIONS_MAX) return undefined;
  const search = new OrderSearch(part, model);
  const ends = search.run();
  const [best] = ends;
  if (best === undefined) return undefined;
  const describe = (state: unknown): string => model.describeState?.(state) ?? keyOf(model, state);
  return {
    model: model.name,
    operations: Array.from(part.place),
    initial: describe(model.initial),
    order: pathTo(best).map(({ last, state }) => ({
      operation: part.place[last]!,
      state: describe(state),
    })),
    stuck: search.obstacles(best).map(({ member, because }) => ({
      operation: part.place[member]!,
      because,
    })),
    alternatives: ends.length - 1,
  };
}

class OrderSearch {
  private readonly calls: readonly Call[];
  /** Who has to take effect before a member may, as bits. */
  private readonly earlier: readonly number[];

  constructor(
    private readonly part: Part,
    private readonly model: Model,
  ) {
    const members = Array.from({ length: part.size }, (_, member) => member);
    this.calls = members.map((member) => callAt(part, member));
    this.earlier = members.map((member) =>
      members.reduce(
        (bits, other) => (this.returnsBefore(other, member) ? bits | bit(other) : bits),
        0,
      ),
    );
  }

  /**
   * The configurations in which most answered operations took effect, and of those the ones with
   * the fewest operations in all; none when it is too much.
   */
  run(): readonly Configuration[] {
    const start = { done: 0, state: this.model.initial, answered: 0, last: -1, before: undefined };
    const met = new Set<string>();
    let layer: Configuration[] = [start];
    let best: Configuration[] = [];
    let bestDepth = 0;
    let depth = 0;
    // Layer by layer, so that of two ways to one configuration the first has the fewest steps.
    while (layer.length > 0) {
      const next: Configuration[] = [];
      for (const configuration of layer) {
        const { answered } = configuration;
        const reached = best[0]?.answered ?? -1;
        if (answered > reached) {
          best = [configuration];
          bestDepth = depth;
        } else if (answered === reached && depth === bestDepth) best.push(configuration);
        for (const follower of this.followers(configuration)) {
          const name = `${follower.done} ${keyOf(this.model, follower.state)}`;
          if (met.has(name)) continue;
          met.add(name);
          if (met.size > CONFIGURATIONS_MAX) return [];
          next.push(follower);
        }
      }
      layer = next;
      depth++;
    }
    return best;
  }

  /** Answered operations that may come next as far as time goes, and what speaks against each. */
  obstacles({ done, state }: Configuration): { member: number; because: string }[] {
    return this.candidates(done).flatMap((member) => {
      if (this.part.return[member] === OPEN) return [];
      const next = this.model.step(state, this.calls[member]!);
      return isInconsistent(next) ? [{ member, because: next.message }] : [];
    });
  }

  private followers(configuration: Configuration): Configuration[] {
    const { done, state, answered } = configuration;
    return this.candidates(done).flatMap((member): Configuration[] => {
      const next = this.model.step(state, this.calls[member]!);
      if (isInconsistent(next)) return [];
      const isAnswered = this.part.return[member] !== OPEN;
      return [
        {
          done: done | bit(member),
          state: next,
          answered: answered + (isAnswered ? 1 : 0),
          last: member,
          before: configuration,
        },
      ];
    });
  }

  private candidates(done: number): number[] {
    return this.calls.flatMap((_, member) => {
      const isOpen = (done & bit(member)) === 0;
      return isOpen && (this.earlier[member]! & ~done) === 0 ? [member] : [];
    });
  }

  private returnsBefore(other: number, member: number): boolean {
    const returned = this.part.return[other]!;
    return returned !== OPEN && returned < this.part.call[member]!;
  }
}

function bit(member: number): number {
  return 2 ** member;
}

/** The configurations on the way, the initial one left out. */
function pathTo(end: Configuration): Configuration[] {
  const path: Configuration[] = [];
  for (let at: Configuration = end; at.before !== undefined; at = at.before) path.push(at);
  return path.reverse();
}

function keyOf(model: Model, state: unknown): string {
  return model.stateKey?.(state) ?? canonicalKey(state as Value);
}
