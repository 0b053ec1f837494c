/**
 * What is known of each model while a history is judged: what was decided, what follows from it in
 * the lattice, and from what.
 */

import { assert } from '../../src/assert.js';
import type { Certificate } from '../certificate.js';
import { withStronger, withWeaker } from '../transactions/lattice/boundary.js';
import { consistencyModelNamed } from '../transactions/lattice/models.js';

/** Why a model stands as it does. */
export type Because =
  /** A complete check, with its evidence. */
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  /** A checker of its own, by name. */
  | { readonly kind: 'checker'; readonly checker: string }
  /** An anomaly of this kind was found. */
  | { readonly kind: 'anomaly'; readonly anomaly: string }
  /** No anomaly that breaks it is there, and the order of all versions is known. */
  | { readonly kind: 'no-anomaly' }
  /** It follows from how this other model stands. */
  | { readonly kind: 'implied'; readonly by: string }
  | { readonly kind: 'undecided'; readonly reason: string };

/** How one model stands. */
export interface ModelStanding {
  readonly model: string;
  readonly standing: 'holds' | 'violated' | 'undecided';
  readonly because: Because;
}

/** How the model of that name or synonym stands; `undefined` when it was not asked for. */
export function standingOf(
  standings: readonly ModelStanding[],
  name: string,
): ModelStanding | undefined {
  const model = consistencyModelNamed(name)?.name;
  return standings.find((one) => one.model === model);
}

/** Gathers standings; decisions that contradict each other are a defect and end the check. */
export class Standings {
  readonly #known = new Map<string, ModelStanding>();

  /** `undefined` while nothing is known. */
  of(model: string): ModelStanding | undefined {
    return this.#known.get(model);
  }

  isKnown(model: string): boolean {
    return this.#known.has(model);
  }

  /** A model holds, and every weaker one with it. */
  hold(model: string, because: Because): void {
    this.#spread(model, 'holds', because, withWeaker([model]));
  }

  /** A model is violated, and every stronger one with it. */
  violate(model: string, because: Because): void {
    this.#spread(model, 'violated', because, withStronger([model]));
  }

  /** Every model that stands so. */
  modelsThat(standing: ModelStanding['standing']): ReadonlySet<string> {
    return new Set(
      [...this.#known.values()].filter((one) => one.standing === standing).map((one) => one.model),
    );
  }

  #spread(
    model: string,
    standing: 'holds' | 'violated',
    because: Because,
    all: ReadonlySet<string>,
  ): void {
    for (const one of all) {
      const before = this.#known.get(one);
      assert(
        before === undefined || before.standing === standing,
        `the checks contradict each other: ${one} ${String(before?.standing)}, ` +
          `but ${model} ${standing}`,
      );
      if (before !== undefined && (one !== model || before.because.kind !== 'implied')) continue;
      const reason: Because = one === model ? because : { kind: 'implied', by: model };
      this.#known.set(one, { model: one, standing, because: reason });
    }
  }
}
