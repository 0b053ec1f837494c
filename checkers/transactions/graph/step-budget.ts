/**
 * What searches for cycles may spend, counted in edges that they look at.
 */

/** Counts down; a deadline from outside ends it too. */
export class StepBudget {
  left: number;
  readonly #shouldStop: (() => boolean) | undefined;

  constructor(stepsMax: number, shouldStop?: () => boolean) {
    this.left = stepsMax;
    this.#shouldStop = shouldStop;
  }

  /** Whether nothing is left. */
  isSpent(): boolean {
    if (this.left > 0 && this.#shouldStop?.() === true) this.left = 0;
    return this.left <= 0;
  }
}
