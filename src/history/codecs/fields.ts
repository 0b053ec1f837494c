/**
 * The fields of one map as it stands in a source: names, values and where each value starts. Events
 * and operations are made of these, so that a wrong field can be pointed at. One object serves all
 * maps of a text, without new memory.
 */

import type { Value } from '../value.js';

/**
 * From this many fields on, names are looked up in a map: one with a million keys must not take
 * forever.
 */
const INDEXED_FROM = 24;

/** Reused from one map to the next; `clear` it first. */
export class Fields {
  /** Position of the map in the reader's text. */
  start = 0;
  #size = 0;
  readonly #names: string[] = [];
  readonly #values: Value[] = [];
  readonly #starts: number[] = [];
  readonly #slots = new Map<string, number>();

  get size(): number {
    return this.#size;
  }

  clear(start: number): void {
    this.start = start;
    if (this.#size >= INDEXED_FROM) this.#slots.clear();
    this.#size = 0;
  }

  has(name: string): boolean {
    return this.#slotOf(name) >= 0;
  }

  /** The name must be new: ask {@link has} first. */
  add(name: string, value: Value, start: number): void {
    const slot = this.#size++;
    this.#names[slot] = name;
    this.#values[slot] = value;
    this.#starts[slot] = start;
    if (this.#size === INDEXED_FROM) {
      for (let at = 0; at < slot; at++) this.#slots.set(this.nameAt(at), at);
    }
    if (this.#size >= INDEXED_FROM) this.#slots.set(name, slot);
  }

  /** The name of the field at a position below `size`. */
  nameAt(at: number): string {
    return this.#names[at] as string;
  }

  /** The value of the field at a position below `size`. */
  valueAt(at: number): Value {
    return this.#values[at] as Value;
  }

  /** The value of a field, `undefined` where it is absent. */
  get(name: string): Value | undefined {
    const slot = this.#slotOf(name);
    return slot < 0 ? undefined : this.#values[slot];
  }

  /** Where the value of a field starts; where the map starts, for an absent field. */
  startOf(name: string): number {
    const slot = this.#slotOf(name);
    return slot < 0 ? this.start : (this.#starts[slot] as number);
  }

  #slotOf(name: string): number {
    if (this.#size >= INDEXED_FROM) return this.#slots.get(name) ?? -1;
    for (let at = 0; at < this.#size; at++) {
      if (this.#names[at] === name) return at;
    }
    return -1;
  }
}
