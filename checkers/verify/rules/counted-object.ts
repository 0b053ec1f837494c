/**
 * Sets, multisets, counters and semaphores as the verifier's rules see them: counts that operations
 * raise by one, lower by one, or look at. Written apart from the monitors on purpose.
 */

import type { Operation } from '../../../src/history/operation.js';

/** What an operation says of the count. */
export type Effect =
  | { readonly kind: 'raise' }
  | { readonly kind: 'lower' }
  /** It took effect while the count was `at`. */
  | { readonly kind: 'see'; readonly at: number }
  /** Nothing. */
  | { readonly kind: 'none' };

/** An object made of one count, or of one for each element. All counts begin at 0. */
export interface CountedObject {
  /** No count is less, and none is more. */
  readonly least: number;
  readonly most: number;
  /** What tells the elements apart; operations of one element have the same text. */
  elementOf(operation: Operation): string;
  /** Whether the operation changes no count, whatever it is. */
  readonly observes: (operation: Operation) => boolean;
  /**
   * The effects of operations of one element, in the same order; `undefined` when one of them does
   * not say what it did.
   */
  effectsOf(operations: readonly Operation[]): readonly Effect[] | undefined;
}

/** For effects that each operation shows by itself. */
export function each(
  effectOf: (operation: Operation) => Effect | undefined,
): CountedObject['effectsOf'] {
  return (operations) => {
    const effects: Effect[] = [];
    for (const operation of operations) {
      const effect = effectOf(operation);
      if (effect === undefined) return undefined;
      effects.push(effect);
    }
    return effects;
  };
}
