/**
 * How lists were written: of each key the bytes of one list, as they stood between its brackets,
 * and where each of its elements ended. Nearly all lists that are read of a key begin with the same
 * bytes, and what is spelled alike is alike: it need not be read again.
 */

import { widened } from '../../columns/operation-store.js';
import { Runs } from './runs.js';

const LENGTH_MIN = 4096;
/** The room that a key gets first, in bytes and in marks. */
const BYTES_MIN = 16;
const MARKS_MIN = 8;

/** Of an element: where it ends, and the list up to it, as a node of the builder's tree. */
const WORDS = 2;

/** Keys are natural numbers; each must be opened first. */
export class SpelledLists {
  #bytes = new Uint8Array(LENGTH_MIN);
  #view = new DataView(this.#bytes.buffer);
  #marks: Int32Array = new Int32Array(LENGTH_MIN);
  readonly #byteRuns = new Runs(BYTES_MIN);
  readonly #markRuns = new Runs(MARKS_MIN);

  /** Makes a key known; its list is empty if it was not. */
  open(key: number): void {
    this.#byteRuns.open(key);
    this.#markRuns.open(key);
  }

  /** How many bytes of the list of `key` stand at a position, in which `view` is of `bytes`. */
  match(key: number, bytes: Uint8Array, view: DataView, at: number): number {
    const own = this.#bytes;
    const ownView = this.#view;
    const start = this.#byteRuns.start[key]!;
    const count = this.#byteRuns.count[key]!;
    let same = 0;
    // Four at a time: most of a text of transactions is lists.
    while (
      same + 4 <= count &&
      view.getInt32(at + same, true) === ownView.getInt32(start + same, true)
    ) {
      same += 4;
    }
    while (same < count && bytes[at + same] === own[start + same]) same++;
    return same;
  }

  /** How many elements are known. */
  countOf(key: number): number {
    return this.#markRuns.count[key]! / WORDS;
  }

  /** How many elements end within the first `length` bytes. */
  elementsWithin(key: number, length: number): number {
    let high = this.countOf(key);
    if (length === this.#byteRuns.count[key]!) return high;
    const start = this.#markRuns.start[key]!;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#marks[start + WORDS * middle]! <= length) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the first `count` elements end, in bytes from the start of the list. */
  endOf(key: number, count: number): number {
    return count === 0 ? 0 : this.#marks[this.#markRuns.start[key]! + WORDS * (count - 1)]!;
  }

  /** The list of the first `count` elements, of which there is at least one. */
  nodeOf(key: number, count: number): number {
    return this.#marks[this.#markRuns.start[key]! + WORDS * (count - 1) + 1]!;
  }

  /** Forgets all but the first `count` elements. */
  truncate(key: number, count: number): void {
    this.#byteRuns.count[key] = this.endOf(key, count);
    this.#markRuns.count[key] = WORDS * count;
  }

  /** Adds an element, written between two positions with what parts it from the one in front. */
  extend(key: number, bytes: Uint8Array, start: number, end: number, node: number): void {
    const before = this.#byteRuns.count[key]!;
    const after = before + end - start;
    if (this.#byteRuns.isShort(key, after)) this.#moveBytes(key, after);
    const to = this.#byteRuns.start[key]! + before - start;
    for (let at = start; at < end; at++) this.#bytes[to + at] = bytes[at]!;
    this.#byteRuns.count[key] = after;
    const marks = this.#markRuns.count[key]!;
    if (this.#markRuns.isShort(key, marks + WORDS)) this.#moveMarks(key, marks + WORDS);
    const mark = this.#markRuns.start[key]! + marks;
    this.#marks[mark] = after;
    this.#marks[mark + 1] = node;
    this.#markRuns.count[key] = marks + WORDS;
  }

  #moveBytes(key: number, count: number): void {
    const runs = this.#byteRuns;
    const before = runs.move(key, count);
    if (runs.end > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(2 * this.#bytes.length, runs.end));
      wider.set(this.#bytes);
      this.#bytes = wider;
      this.#view = new DataView(wider.buffer);
    }
    this.#bytes.copyWithin(runs.start[key]!, before, before + runs.count[key]!);
  }

  #moveMarks(key: number, count: number): void {
    const runs = this.#markRuns;
    const before = runs.move(key, count);
    if (runs.end > this.#marks.length) {
      this.#marks = widened(this.#marks, Math.max(2 * this.#marks.length, runs.end));
    }
    this.#marks.copyWithin(runs.start[key]!, before, before + runs.count[key]!);
  }
}
