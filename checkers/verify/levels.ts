/**
 * The levels of an exhaustion certificate, read strictly: one for each return up to the stuck
 * operation, with the operations in flight there, and the listed configurations indexed for the
 * question what covers a configuration.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Operation } from '../../src/history/operation.js';
import type { ExhaustionCertificate } from '../certificate.js';
import type { VerifiedPart } from './parts.js';
import type { Problem } from './specification.js';

/**
 * A configuration by value: the text of its state and the operations that have taken effect,
 * ascending.
 */
export interface Listed {
  readonly text: string;
  readonly taken: readonly number[];
}

/** One return and what is known there. */
export interface Level {
  readonly returning: Operation;
  /** Called before the return and not returned before it; the crashed ones among them included. */
  readonly open: readonly Operation[];
  /** Buckets of listed configurations that may cover each other. */
  readonly buckets: ReadonlyMap<string, readonly Listed[]>;
  /** Listed configurations by exact name. */
  readonly exact: ReadonlyMap<string, Listed>;
}

/** What two operations must share to be exchanged: all a model can see of them. */
export type KindOf = (id: number) => string;

/** Reads the levels; problems instead when they are not what the history says. */
export function readLevels(
  part: VerifiedPart,
  certificate: ExhaustionCertificate,
  bucketName: (text: string, taken: readonly number[]) => string,
): Level[] | Problem[] {
  const returns = part.operations
    .filter(({ outcome }) => outcome !== 'info')
    .sort((first, second) => first.return - second.return);
  const inFlight = new InFlight(part.operations);
  const problems: Problem[] = [];
  const levels: Level[] = [];
  for (const [index, { returning, configurations }] of certificate.levels.entries()) {
    const operation = returns[index];
    if (operation === undefined || operation.id !== returning) {
      return [{ message: `level ${index} is not the return of #${returning}` }];
    }
    const open = inFlight.at(operation);
    const ids = new Set(open.map(({ id }) => id));
    const buckets = new Map<string, Listed[]>();
    const exact = new Map<string, Listed>();
    for (const { state, taken } of configurations) {
      const text = certificate.states[state];
      const isAscending = taken.every((id, at) => ids.has(id) && (at === 0 || id > taken[at - 1]!));
      if (text === undefined || !isAscending) {
        problems.push({ message: `level ${index} lists a configuration that cannot be there` });
        continue;
      }
      const listed = { text, taken };
      exact.set(exactName(text, taken), listed);
      const name = bucketName(text, taken);
      const bucket = buckets.get(name);
      if (bucket === undefined) buckets.set(name, [listed]);
      else bucket.push(listed);
    }
    levels.push({ returning: operation, open, buckets, exact });
  }
  if (levels.at(-1)?.returning.id !== certificate.stuck) {
    problems.push({ message: `the last level is not the return of #${certificate.stuck}` });
  }
  return problems.length > 0 ? problems : levels;
}

/** The operations in flight, followed from return to return. */
class InFlight {
  readonly #byCall: readonly Operation[];
  #called = 0;
  #open: Operation[] = [];

  constructor(operations: readonly Operation[]) {
    this.#byCall = [...operations].sort((first, second) => first.call - second.call);
  }

  /** Those at the return of `returning`; returns must be asked for in order. */
  at(returning: Operation): readonly Operation[] {
    const now = returning.return;
    const open = this.#open.filter((operation) => operation.return >= now);
    for (; this.#called < this.#byCall.length; this.#called++) {
      const operation = this.#byCall[this.#called]!;
      if (operation.call > now) break;
      open.push(operation);
    }
    this.#open = open;
    return this.#open;
  }
}

/** A name that two configurations of a level share exactly when they are equal. */
export function exactName(text: string, taken: readonly number[]): string {
  return `${text}\n${taken.join()}`;
}

/** Kinds of the operations of a part. */
export function kindsOf(part: VerifiedPart): KindOf {
  const kinds = new Map(
    part.operations.map((operation) => {
      const { id, f, key, input, output, outcome } = operation;
      const answer = outcome === 'ok' ? output : null;
      const parts = [f, outcome, part.failureOf(operation) ?? '', key ?? null, input, answer];
      return [id, canonicalKey(parts)];
    }),
  );
  return (id) => kinds.get(id)!;
}
