/**
 * What a check may spend, shared by the searches of all its parts: configurations visited, and
 * memory in 32-bit words.
 */

import type { CheckOptions } from '../checker.js';

const CONFIGURATIONS_MAX = 2_000_000;

/** For everything that grows with the search. */
const BYTES_MAX = 2 ** 28;

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
  readonly #wordsMax: number;
  readonly #shouldStop: (() => boolean) | undefined;
  readonly #onProgress: CheckOptions['onProgress'];
  readonly #parts: number;
  #partsJudged = 0;

  /** @param parts how many parts are to be judged. */
  constructor(parts: number, options: CheckOptions = {}) {
    this.configurationsMax = options.configurationsMax ?? CONFIGURATIONS_MAX;
    this.#wordsMax = (options.bytesMax ?? BYTES_MAX) / 4;
    this.#shouldStop = options.shouldStop;
    this.#onProgress = options.onProgress;
    this.#parts = parts;
  }

  /** Counts one visited configuration. */
  visit(): void {
    this.configurations += 1;
    if (this.configurations >= this.configurationsMax) this.exhausted ??= 'configurations';
    else if (this.configurations % STOP_INTERVAL === 0) {
      if (this.#shouldStop?.() === true) this.exhausted ??= 'stopped';
      this.#report();
    }
  }

  /** Counts one part that is done. */
  partDone(): void {
    this.#partsJudged += 1;
    this.#report();
  }

  /** Counts memory that was taken, or with a negative number given back. */
  take(words: number): void {
    this.#words += words;
    if (this.#words > this.#wordsMax) this.exhausted ??= 'memory';
  }

  #report(): void {
    const { configurations } = this;
    this.#onProgress?.({ partsJudged: this.#partsJudged, parts: this.#parts, configurations });
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
