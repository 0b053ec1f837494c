/**
 * The configurations a search has visited, in one growing array. Memory is a few words for each,
 * whatever the length of the history, where Wing & Gong's cache as Lowe (2017) describes it holds a
 * bit for each operation.
 */

import type { Account } from './allowance.js';
import type { Columns } from './columns.js';
import { layoutConfiguration, OBLIGATION, type ConfigurationLayout } from './configuration.js';
import { countsAtMost } from './crashed-counts.js';
import { EntryIndex } from './entry-index.js';

/**
 * How many configurations equal but for their crashed counts are compared; dominance is a help, not
 * a duty.
 */
const DOMINANCE_SCAN_MAX = 64;

/** The set of visited configurations; entries are numbered in order of visit. */
export class Visited {
  size = 0;
  readonly #layout: ConfigurationLayout;
  readonly #guards: Int32Array;
  readonly #account: Account;
  readonly #exact: EntryIndex;
  /** From all but the crashed counts to the newest entry; older ones follow in `#older`. */
  readonly #heads: EntryIndex | undefined;
  readonly #probe: Int32Array;
  #older = new Int32Array(0);
  #arena: Int32Array;

  constructor(columns: Columns, dominance: boolean, account: Account) {
    const layout = layoutConfiguration(columns);
    this.#layout = layout;
    this.#guards = columns.counts.guards;
    this.#account = account;
    this.#arena = new Int32Array(layout.width * 16);
    this.#probe = new Int32Array(layout.width);
    this.#exact = new EntryIndex(layout.width, layout.parent);
    if (dominance && columns.counts.words > 0) {
      this.#heads = new EntryIndex(layout.width, layout.counts);
    }
  }

  /**
   * Adds a configuration and returns its number, or -1 when it or one that is at least as good was
   * visited.
   */
  add(configuration: Int32Array): number {
    const place = this.#exact.locate(this.#arena, configuration);
    if (this.#exact.at(place) >= 0) return -1;
    if (this.#heads !== undefined && this.#isDominated(configuration)) return -1;
    const entry = this.size++;
    this.#reserve();
    this.#arena.set(configuration, entry * this.#layout.width);
    let grown = this.#exact.put(this.#arena, place, entry);
    if (this.#heads !== undefined) {
      const head = this.#heads.locate(this.#arena, configuration);
      this.#older[entry] = this.#heads.at(head);
      grown += this.#heads.put(this.#arena, head, entry);
    }
    if (grown > 0) this.#account.take(grown);
    return entry;
  }

  /** Copies an entry into `into`. */
  read(entry: number, into: Int32Array): void {
    const start = entry * this.#layout.width;
    into.set(this.#arena.subarray(start, start + this.#layout.width));
  }

  /** One word of an entry. */
  word(entry: number, word: number): number {
    return this.#arena[entry * this.#layout.width + word]!;
  }

  #isDominated(configuration: Int32Array): boolean {
    if (this.#isDominatedAsIs(configuration)) return true;
    if (configuration[OBLIGATION] === 0) return false;
    // Without the obligation it could do all that it can do with it.
    this.#probe.set(configuration);
    this.#probe[OBLIGATION] = 0;
    return this.#isDominatedAsIs(this.#probe);
  }

  #isDominatedAsIs(configuration: Int32Array): boolean {
    const heads = this.#heads!;
    let entry = heads.at(heads.locate(this.#arena, configuration));
    for (let scanned = 0; entry >= 0 && scanned < DOMINANCE_SCAN_MAX; scanned++) {
      if (this.#usesFewer(entry, configuration)) return true;
      entry = this.#older[entry]!;
    }
    return false;
  }

  #usesFewer(entry: number, configuration: Int32Array): boolean {
    const guards = this.#guards;
    const start = this.#layout.counts;
    const base = entry * this.#layout.width + start;
    for (let word = 0; word < guards.length; word++) {
      const fewer = this.#arena[base + word]!;
      if (!countsAtMost(fewer, configuration[start + word]!, guards[word]!)) return false;
    }
    return true;
  }

  #reserve(): void {
    const needed = this.size * this.#layout.width;
    if (needed > this.#arena.length) {
      const arena = new Int32Array(this.#arena.length * 2);
      this.#account.take(arena.length - this.#arena.length);
      arena.set(this.#arena);
      this.#arena = arena;
    }
    if (this.#heads !== undefined && this.size > this.#older.length) {
      const older = new Int32Array(Math.max(16, this.#older.length * 2));
      this.#account.take(older.length - this.#older.length);
      older.set(this.#older);
      this.#older = older;
    }
  }
}
