/**
 * A model as a graph of small integers: states are interned when they are first reached, and each
 * answer of `step` is computed once for a state and a kind of call. This is Knossos's memoised
 * model, made lazily.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { isInconsistent, ModelError, type Call, type Model } from '../model.js';
import type { Account } from './allowance.js';
import { callFailed } from './call-failed.js';
import { TransitionTable } from './transition-table.js';

/** The answer of a call that contradicts the state. */
export const IMPOSSIBLE = -1;

const UNKNOWN = -2;

/** Transitions kept in a plain grid of state by kind; later ones go to a hash table. */
const GRID_WORDS_MAX = 1 << 20;

/** The states and steps of one part of a history. State 0 is the initial one. */
export class Transitions {
  readonly #model: Model;
  readonly #kinds: readonly Call[];
  readonly #account: Account;
  readonly #states: unknown[] = [];
  readonly #keys: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #gridStates: number;
  #grid = new Int32Array(0);
  readonly #rest = new TransitionTable();

  constructor(model: Model, kinds: readonly Call[], account: Account) {
    this.#model = model;
    this.#kinds = kinds;
    this.#account = account;
    this.#gridStates = Math.floor(GRID_WORDS_MAX / Math.max(1, kinds.length));
    this.#intern(model.initial);
  }

  /** The state after a call of `kind` in `state`, or {@link IMPOSSIBLE}. */
  step(state: number, kind: number): number {
    const at = state * this.#kinds.length + kind;
    if (state < this.#gridStates) {
      if (at >= this.#grid.length) this.#growGrid(state);
      const known = this.#grid[at]!;
      return known === UNKNOWN ? (this.#grid[at] = this.#compute(state, kind)) : known;
    }
    let next = this.#rest.get(state, kind, UNKNOWN);
    if (next === UNKNOWN) {
      next = this.#compute(state, kind);
      const grown = this.#rest.put(state, kind, next);
      if (grown > 0) this.#account.take(grown);
    }
    return next;
  }

  /**
   * Makes every state that any calls of the part can lead to, numbered from 0, and returns how many
   * there are; `undefined` when there are more than `max`, or the model refuses a call in one.
   */
  closure(max: number): number | undefined {
    try {
      for (let state = 0; state < this.#states.length; state++) {
        if (this.#states.length > max) return undefined;
        for (let kind = 0; kind < this.#kinds.length; kind++) this.step(state, kind);
      }
    } catch (error) {
      // In a state that no order of this history leads to, a model may refuse.
      if (error instanceof ModelError) return undefined;
      throw error;
    }
    return this.#states.length;
  }

  /** Whether `state` may lead to one that fits a demand of `kind` without a supply. */
  leads(state: number, kind: number): boolean {
    return this.#model.lookAhead?.leads(this.#states[state], this.#kinds[kind]!) ?? true;
  }

  /** Whether a call of `kind` may bring about a state that fits the demand. */
  supplies(kind: number, demand: number): boolean {
    return this.#model.lookAhead?.supplies(this.#kinds[kind]!, this.#kinds[demand]!) ?? true;
  }

  /** Why a call of `kind` contradicts `state`; `undefined` when it does not. */
  contradiction(state: number, kind: number): string | undefined {
    const next = this.#model.step(this.#states[state], this.#kinds[kind]!);
    return isInconsistent(next) ? next.message : undefined;
  }

  /** The key under which the model tells the state from others. */
  key(state: number): string {
    return this.#keys[state]!;
  }

  /** The state for people. */
  describe(state: number): string {
    return this.#model.describeState?.(this.#states[state]) ?? this.key(state);
  }

  #compute(state: number, kind: number): number {
    const call = this.#kinds[kind]!;
    let next: unknown;
    try {
      next = this.#model.step(this.#states[state], call);
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      throw callFailed(this.#model, call, cause);
    }
    if (next === undefined) {
      throw new ModelError(`model ${this.#model.name} returned no state for ${call.f}`);
    }
    return isInconsistent(next) ? IMPOSSIBLE : this.#intern(next);
  }

  #intern(state: unknown): number {
    const key = this.#model.stateKey?.(state) ?? canonicalKey(state as Value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.length;
    this.#states.push(state);
    this.#keys.push(key);
    this.#numbers.set(key, number);
    // A key and a state of about its size, two bytes a character, and the entries that hold them.
    this.#account.take(16 + key.length);
    return number;
  }

  #growGrid(state: number): void {
    const rows = Math.min(this.#gridStates, Math.max(8, 2 * (state + 1)));
    const grid = new Int32Array(rows * this.#kinds.length).fill(UNKNOWN);
    grid.set(this.#grid);
    this.#account.take(grid.length - this.#grid.length);
    this.#grid = grid;
  }
}
