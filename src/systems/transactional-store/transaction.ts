/**
 * A transaction of the store while it runs: what it may see, what it has read and what it wants to
 * write.
 */

import type { Value } from '../../history/value.js';
import type { Past, Version, Versions } from './versions.js';

/** What a transaction writes to one key: a value in place of what was there, or elements behind. */
export type Own =
  | { readonly kind: 'set'; readonly value: Value }
  | { readonly kind: 'append'; readonly elements: readonly Value[] };

/** A transaction that has begun. */
export class Transaction {
  /** The version of each key that it read last. */
  readonly seen: Map<Versions, Version> = new Map();
  readonly own: Map<Versions, Own> = new Map();
  /** Lists that it read with its own elements at their end. */
  readonly extended: Set<Versions> = new Set();
  /** The oldest version of each key that it may read from now on. */
  readonly floor: Map<Versions, number>;
  hasEnded = false;

  /** Reads from the first `snapshot` commits, where reads do so. */
  constructor(
    readonly session: number | string,
    readonly snapshot: number,
    floor: Past,
  ) {
    this.floor = new Map(floor);
  }

  /** Whether `version` goes with what was read: none of that is older than its past. */
  isCompatible({ commit: { past } }: Version): boolean {
    for (const [versions, { place }] of this.seen) {
      if (place < (past.get(versions) ?? 0)) return false;
    }
    return true;
  }

  set(versions: Versions, value: Value): void {
    this.own.set(versions, { kind: 'set', value });
  }

  append(versions: Versions, element: Value): void {
    const own = this.own.get(versions);
    if (own?.kind === 'set') {
      this.set(versions, [...elementsOf(own.value), element]);
    } else {
      this.own.set(versions, { kind: 'append', elements: [...(own?.elements ?? []), element] });
    }
  }
}

/** A value with what a transaction wrote on top of it. */
export function withOwn(value: Value, own: Own | undefined): Value {
  if (own === undefined) return value;
  return own.kind === 'set' ? own.value : [...elementsOf(value), ...own.elements];
}

/** The elements of a list; what is none counts as empty. */
function elementsOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}
