/**
 * The fields of one map as it stands in a source: names, values and where each value starts. Events and operations are
 * made of these, so that a wrong field can be pointed at.
 */

import type { Value } from '../value.js';

/** From this many fields on, names are looked up in a set: a map with a million keys must not take forever. */
const SET_SIZE_MIN = 24;

/** Reused from one map to the next; `clear` it first. */
export class Fields {
  readonly names: string[] = [];
  readonly values: Value[] = [];
  /** Positions of the values in the reader's text. */
  readonly starts: number[] = [];
  /** Position of the map itself. */
  start = 0;
  readonly #known = new Set<string>();

  clear(start: number): void {
    this.start = start;
    this.names.length = 0;
    this.values.length = 0;
    this.starts.length = 0;
    this.#known.clear();
  }

  has(name: string): boolean {
    if (this.#known.size > 0) return this.#known.has(name);
    return this.names.includes(name);
  }

  /** The name must be new: ask {@link has} first. */
  add(name: string, value: Value, start: number): void {
    this.names.push(name);
    this.values.push(value);
    this.starts.push(start);
    if (this.#known.size > 0) this.#known.add(name);
    else if (this.names.length >= SET_SIZE_MIN)
      for (const known of this.names) this.#known.add(known);
  }

  /** The value of a field, `undefined` where it is absent. */
  get(name: string): Value | undefined {
    return this.values[this.names.indexOf(name)];
  }

  /** Where the value of a field starts; where the map starts, for an absent field. */
  startOf(name: string): number {
    return this.starts[this.names.indexOf(name)] ?? this.start;
  }
}
