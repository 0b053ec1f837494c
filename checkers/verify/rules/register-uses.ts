/**
 * What the operations of one register show about its values: the base of the rules by which
 * registers are refuted. Values are compared by their canonical text.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { VerifiedPart } from '../parts.js';

/** What one operation did, if it took effect. */
export interface Access {
  /** The value that it read or replaced. */
  readonly takes?: string;
  /** The value that it left. */
  readonly writes?: string;
  /** The value that it did not find. */
  readonly misses?: string;
}

/** How a register is configured. */
export interface RegisterKind {
  readonly initial: Value;
  /** Whether reads of `null` say nothing. */
  readonly ignoresNull: boolean;
}

interface Writers {
  count: number;
  earliestCall: number;
}

/** The operations of a part that an argument names, and who else writes their values. */
export class RegisterUses {
  readonly initial: string;
  readonly #kind: RegisterKind;
  readonly #part: VerifiedPart;
  readonly #accesses = new Map<Operation, Access>();
  readonly #writers = new Map<string, Writers>();
  readonly #effective: ReadonlyMap<number, Operation>;
  readonly #isPlain: boolean;

  constructor(part: VerifiedPart, named: readonly Operation[], kind: RegisterKind) {
    this.initial = canonicalKey(kind.initial);
    this.#kind = kind;
    this.#part = part;
    let isPlain = true;
    for (const operation of part.operations) {
      const access = accessOf(operation, kind);
      if (access === undefined) isPlain = false;
      else if (access.writes !== undefined) this.#addWriter(access.writes, operation);
    }
    this.#isPlain = isPlain;
    this.#effective = this.#findEffective(named);
  }

  /** Whether all operations of the part are reads, writes and compare-and-sets. */
  get isPlain(): boolean {
    return this.#isPlain;
  }

  /** What an operation does; nothing when it is none of those. */
  of(operation: Operation): Access {
    let access = this.#accesses.get(operation);
    if (access === undefined) {
      access = accessOf(operation, this.#kind) ?? {};
      this.#accesses.set(operation, access);
    }
    return access;
  }

  /**
   * Whether the value was there for one stretch of time at most: nobody writes it twice, nor the
   * initial value at all.
   */
  isOnce(value: string): boolean {
    const count = this.#writers.get(value)?.count ?? 0;
    return value === this.initial ? count === 0 : count <= 1;
  }

  /** When its first write was called; `Infinity` when nobody writes it. */
  writtenFrom(value: string): number {
    return this.#writers.get(value)?.earliestCall ?? Infinity;
  }

  /**
   * Whether a write of another value was called before `until` and had not returned when the value
   * was being written.
   */
  mayBeReplaced(value: string, until: number): boolean {
    const written = value === this.initial ? -1 : this.writtenFrom(value);
    return this.#part.operations.some((operation) => {
      const { writes } = accessOf(operation, this.#kind) ?? {};
      if (writes === undefined || writes === value) return false;
      return operation.call < until && operation.return >= written;
    });
  }

  /**
   * Whether an operation among the named ones took effect: it returned, or another one that took
   * effect took the value that only it writes.
   */
  tookEffect(operation: Operation): boolean {
    return this.#effective.has(operation.id);
  }

  #addWriter(value: string, { call }: Operation): void {
    const writers = this.#writers.get(value);
    if (writers === undefined) this.#writers.set(value, { count: 1, earliestCall: call });
    else {
      writers.count += 1;
      writers.earliestCall = Math.min(writers.earliestCall, call);
    }
  }

  #findEffective(named: readonly Operation[]): Map<number, Operation> {
    const writerOf = new Map<string, Operation>();
    const found = new Map<number, Operation>();
    for (const operation of named) {
      const { writes } = this.of(operation);
      if (writes !== undefined && this.isOnce(writes)) writerOf.set(writes, operation);
      if (operation.outcome === 'ok') found.set(operation.id, operation);
    }
    // A map also visits what is added while it is gone through.
    for (const operation of found.values()) {
      const { takes } = this.of(operation);
      const writer = takes === undefined ? undefined : writerOf.get(takes);
      if (writer !== undefined) found.set(writer.id, writer);
    }
    return found;
  }
}

/** `undefined` for an operation of another kind, or without proper arguments. */
function accessOf(operation: Operation, kind: RegisterKind): Access | undefined {
  const { f, input, output, outcome } = operation;
  const happened = outcome === 'ok';
  if (f === 'read' || f === 'get') {
    const isSilent = !happened || (kind.ignoresNull && output === null);
    return isSilent ? {} : { takes: canonicalKey(output) };
  }
  if (f === 'write' || f === 'put')
    return outcome === 'fail' ? {} : { writes: canonicalKey(input) };
  if (f !== 'cas' || !Array.isArray(input) || input.length !== 2) return undefined;
  if (outcome === 'fail') return {};
  const [from, to] = (input as Value[]).map(canonicalKey) as [string, string];
  if (happened && output === false) return { misses: from };
  if (from === to) return happened ? { takes: from } : {};
  return { takes: from, writes: to };
}
