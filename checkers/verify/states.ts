/**
 * The states of a part by number, and its steps, each asked of the specification once.
 */

import type { Kinds } from './kinds.js';
import type { VerifiedPart } from './parts.js';
import type { Specification } from './specification.js';

/** The answer of an operation that contradicts the state. */
export const IMPOSSIBLE = -1;

/** States are equal when the specification gives them the same text. */
export class States {
  /** The number of the initial state. */
  readonly initial: number;
  readonly #part: VerifiedPart;
  readonly #specification: Specification;
  readonly #kinds: Kinds;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  /** By number; empty where only the text is known. */
  readonly #states: unknown[] = [];
  /** By number and, in turn, by kind. */
  readonly #steps: Map<number, number>[] = [];

  constructor(part: VerifiedPart, specification: Specification, kinds: Kinds) {
    this.#part = part;
    this.#specification = specification;
    this.#kinds = kinds;
    this.initial = this.numberOf(specification.initial);
  }

  numberOf(state: unknown): number {
    const number = this.numberOfText(this.#specification.text(state));
    this.#states[number] = state;
    return number;
  }

  numberOfText(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
      this.#states.push(undefined);
      this.#steps.push(new Map());
    }
    return number;
  }

  /** A state that was given to `numberOf` or reached by `step`. */
  stateOf(number: number): unknown {
    return this.#states[number];
  }

  textOf(number: number): string {
    return this.#texts[number]!;
  }

  /** The state after an operation of a kind, or {@link IMPOSSIBLE}. */
  step(state: number, kind: number): number {
    const steps = this.#steps[state]!;
    let next = steps.get(kind);
    if (next === undefined) {
      next = this.#compute(state, kind);
      steps.set(kind, next);
    }
    return next;
  }

  /** All that operations of any kinds lead to, however often; `undefined` when over a limit. */
  reachable(limit: number): readonly number[] | undefined {
    const reached = new Set([this.initial]);
    // A set is visited in order of insertion, so this also visits what is added on the way.
    for (const state of reached) {
      if (reached.size > limit) return undefined;
      for (let kind = 0; kind < this.#kinds.examples.length; kind++) {
        const next = this.step(state, kind);
        if (next !== IMPOSSIBLE) reached.add(next);
      }
    }
    return [...reached];
  }

  #compute(state: number, kind: number): number {
    const operation = this.#kinds.examples[kind]!;
    const failure = this.#part.failureOf(operation);
    const next = this.#specification.apply(this.#states[state], operation, failure);
    return next === undefined ? IMPOSSIBLE : this.numberOf(next);
  }
}
