/**
 * Where each element stands that was read: elements are looked up once for every append, so the
 * table of a key is a small one of its own, by open addressing, which stays in the cache while the
 * history is at that key.
 *
 * A version is the place of its last element in `columns.lists.elements`; elements that stand only
 * in lists that diverge from their key's longest have the numbers after those.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';

/** Scatters consecutive numbers: 2^32 divided by the golden ratio. */
const MULTIPLIER = 0x9e3779b1;

/** From elements to versions. Lookups are constant on average; memory is three words an element. */
export class ElementIndex {
  /** How many versions there are. */
  readonly size: number;
  /** Versions of the longest lists are below. */
  readonly longestSize: number;
  /**
   * Later places of elements that stand more than once in a longest list, ascending, with the
   * first place.
   */
  readonly repeated: ReadonlyMap<number, number>;

  readonly #elements: Int32Array;
  readonly #extraElements: Int32Array;
  readonly #extraKeys: Int32Array;
  /** Where the table of each key begins; its length is a power of two, or none. */
  readonly #offset: Int32Array;
  /** Version + 1; 0 is an empty slot. */
  readonly #table: Int32Array;

  constructor(columns: TransactionColumns) {
    const { start, elements, others } = columns.lists;
    const keys = columns.keys.length;
    this.#elements = elements;
    this.longestSize = elements.length;
    this.#offset = offsetsOf(columns);
    this.#table = new Int32Array(this.#offset[keys]!);
    const repeated = new Map<number, number>();
    for (let key = 0; key < keys; key++) {
      for (let place = start[key]!; place < start[key + 1]!; place++) {
        const slot = this.#slotOf(key, elements[place]!);
        if (this.#table[slot] === 0) this.#table[slot] = place + 1;
        else repeated.set(place, this.#table[slot]! - 1);
      }
    }
    this.repeated = repeated;
    let extras = 0;
    for (const other of others) extras += other.elements.length;
    this.#extraElements = new Int32Array(extras);
    this.#extraKeys = new Int32Array(extras);
    this.size = this.#addExtras(others);
  }

  /** The version that an element of a key made when it was appended; -1 when nobody read it. */
  find(key: number, element: number): number {
    if (this.#offset[key] === this.#offset[key + 1]) return -1;
    return this.#table[this.#slotOf(key, element)]! - 1;
  }

  /** The element that a version ends with. */
  elementOf(version: number): number {
    if (version < this.longestSize) return this.#elements[version]!;
    return this.#extraElements[version - this.longestSize]!;
  }

  /** The key of a version beyond the longest lists. */
  keyOfExtra(version: number): number {
    return this.#extraKeys[version - this.longestSize]!;
  }

  /** The number of versions with those of the diverging lists. */
  #addExtras(others: TransactionColumns['lists']['others']): number {
    let next = this.longestSize;
    for (const { key, elements } of others) {
      for (const element of elements) {
        const slot = this.#slotOf(key, element);
        if (this.#table[slot] !== 0) continue;
        this.#extraElements[next - this.longestSize] = element;
        this.#extraKeys[next - this.longestSize] = key;
        this.#table[slot] = ++next;
      }
    }
    return next;
  }

  /** The slot of an element of a key that has a table, or the empty one where it belongs. */
  #slotOf(key: number, element: number): number {
    const offset = this.#offset[key]!;
    const length = this.#offset[key + 1]! - offset;
    const table = this.#table;
    let place = Math.imul(element, MULTIPLIER) >>> (Math.clz32(length) + 1);
    for (;;) {
      const version = table[offset + place]! - 1;
      if (version < 0 || this.elementOf(version) === element) return offset + place;
      place = (place + 1) & (length - 1);
    }
  }
}

/** Twice as much room as each key has elements, so that there is always an empty slot. */
function offsetsOf({ keys, lists }: TransactionColumns): Int32Array {
  const { start, others } = lists;
  const offset = new Int32Array(keys.length + 1);
  for (const { key, elements } of others) offset[key + 1]! += elements.length;
  for (let key = 0; key < keys.length; key++) {
    const count = offset[key + 1]! + start[key + 1]! - start[key]!;
    const length = count === 0 ? 0 : 2 << (32 - Math.clz32(count - 1));
    offset[key + 1] = offset[key]! + length;
  }
  return offset;
}
