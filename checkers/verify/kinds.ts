/**
 * Kinds of operations: those that a model cannot tell apart, as they ask and answer the same. The
 * covering rules exchange operations of one kind, and a step is computed once for all of a kind.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Operation } from '../../src/history/operation.js';
import type { VerifiedPart } from './parts.js';
import type { Specification } from './specification.js';

/** What the covering rules tell apart. */
export const ROLE = { crashed: 0, mutator: 1, observer: 2 } as const;

/** The kinds of the operations of a part that were called up to some rank, numbered. */
export class Kinds {
  /** An operation of each kind. */
  readonly examples: readonly Operation[];
  /** `ROLE`, by kind. */
  readonly role: Uint8Array;
  readonly #part: VerifiedPart;
  readonly #numbers = new Map<string, number>();

  constructor(part: VerifiedPart, specification: Specification, until: number) {
    const examples: Operation[] = [];
    this.#part = part;
    for (const operation of part.operations) {
      if (operation.call > until) continue;
      const text = this.#text(operation);
      if (this.#numbers.has(text)) continue;
      this.#numbers.set(text, examples.length);
      examples.push(operation);
    }
    this.examples = examples;
    this.role = Uint8Array.from(examples, (operation) => roleOf(operation, specification));
  }

  /** The kind of an operation of the part. */
  of(operation: Operation): number {
    return this.#numbers.get(this.#text(operation))!;
  }

  /** All that a model can see; canonical keys have no line breaks, and the name comes last. */
  #text(operation: Operation): string {
    const { f, key, input, output, outcome } = operation;
    const failure = this.#part.failureOf(operation) ?? '';
    const answer = outcome === 'ok' ? canonicalKey(output) : '';
    const asked = `${canonicalKey(key ?? null)}\n${canonicalKey(input)}`;
    return `${outcome}\n${failure}\n${asked}\n${answer}\n${f}`;
  }
}

function roleOf(operation: Operation, specification: Specification): number {
  if (operation.outcome === 'info') return ROLE.crashed;
  return specification.observes(operation) ? ROLE.observer : ROLE.mutator;
}
