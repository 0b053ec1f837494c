/**
 * What a check may spend, shared by the searches of all its parts: configurations visited, and
 * memory in 32-bit words.
 */

import type { CheckOptions } from '../checker.js';

const CONFIGURATIONS_MAX = 2_000_000;

/** 256 MiB for everything that grows with the search. */
const WORDS_MAX = 1 << 26;

/** `shouldStop` is asked once in so many configurations; a power of two. */
const STOP_INTERVAL = 4096;

/** Why a check ended early. */
export type Exhausted = 'configurations' | 'memory' | 'stopped';

/**
 * A purse of configurations and words. Spending never fails; `exhausted` tells when it is empty.
 */
export class Allowance {
  readonly configurationsMax: number;
  configurations = 0;
  exhausted: Exhausted | undefined;
  #words = 0;
  readonly #shouldStop: (() => boolean) | undefined;

  constructor(options: CheckOptions = {}) {
    this.configurationsMax = options.configurationsMax ?? CONFIGURATIONS_MAX;
    this.#shouldStop = options.shouldStop;
  }

  /** Counts one visited configuration. */
  visit(): void {
    this.configurations += 1;
    if (this.configurations >= this.configurationsMax) this.exhausted ??= 'configurations';
    else if (this.configurations % STOP_INTERVAL === 0 && this.#shouldStop?.() === true) {
      this.exhausted ??= 'stopped';
    }
  }

  /** Counts memory that was taken, or with a negative number given back. */
  take(words: number): void {
    this.#words += words;
    if (this.#words > WORDS_MAX) this.exhausted ??= 'memory';
  }
}

/**
 * What one search has taken of the shared memory, so that it can be given back when the search is
 * done.
 */
export class Account {
  readonly allowance: Allowance;
  #words = 0;

  constructor(allowance: Allowance) {
    this.allowance = allowance;
  }

  /** Counts memory that was taken. */
  take(words: number): void {
    this.#words += words;
    this.allowance.take(words);
  }

  /** Gives everything back; the search is to be forgotten. */
  close(): void {
    this.allowance.take(-this.#words);
    this.#words = 0;
  }
}
