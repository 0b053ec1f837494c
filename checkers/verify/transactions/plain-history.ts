/**
 * What the verifier has to find out about a history before it can recheck anything: who wrote what
 * was read, where appended elements stand, and which crashed transactions took effect. Each is
 * found when it is first asked for, and kept, since one history is rechecked against many
 * certificates.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { OwnWrites } from './own-writes.js';
import { SEVERAL, WriteIndex } from './write-index.js';

/** Stands for the initial state, which nobody wrote. */
export const NOBODY = -1;

/** Stands for a writer that no last write of one transaction is. */
export const UNKNOWN = -2;

/** Stands for the writer of a read that says nothing of others. */
const NOTHING = -3;

/** The place of an element that no longest list holds: it comes behind all that was read. */
const UNREAD: number = 2 ** 31 - 1;

/** A read of something that the reader had not written itself. */
export interface PlainRead {
  readonly micro: number;
  readonly key: number;
  /** Id of the transaction, {@link NOBODY} or {@link UNKNOWN}. */
  readonly writer: number;
  /** False where the reader had written the key before, and saw somebody else's value. */
  readonly isExternal: boolean;
}

/** A history, and what was found out about it. Every first question is linear. */
export class PlainHistory {
  #index: WriteIndex | undefined;
  #owner: Int32Array | undefined;
  #sources: Int32Array | undefined;
  #places: Int32Array | undefined;
  #observed: Uint8Array | undefined;
  #own: OwnWrites | undefined;

  constructor(readonly columns: TransactionColumns) {}

  /** The writers of values. */
  get index(): WriteIndex {
    return (this.#index ??= new WriteIndex(this.columns));
  }

  /** The transaction of a micro-operation. */
  ownerOf(micro: number): number {
    if (this.#owner === undefined) {
      const { size, start, f } = this.columns;
      this.#owner = new Int32Array(f.length);
      for (let id = 0; id < size; id++) this.#owner.fill(id, start[id], start[id + 1]);
    }
    return this.#owner[micro]!;
  }

  /** The last write of a transaction to each key that it wrote; none when it failed. */
  lastWrites(id: number): number[] {
    const { start, outcome } = this.columns;
    const writes: number[] = [];
    if (outcome[id] === OUTCOME.fail) return writes;
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      if (this.index.isLast[micro] === 1) writes.push(micro);
    }
    return writes;
  }

  /** The last write of a transaction to a key; -1 when there is none. */
  writeOf(id: number, on: number): number {
    const { key } = this.columns;
    return this.lastWrites(id).find((micro) => key[micro] === on) ?? -1;
  }

  /** What a transaction read that it had not written itself, in program order. */
  readsOf(id: number): PlainRead[] {
    const { start, key } = this.columns;
    const sources = (this.#sources ??= this.#findSources());
    const reads: PlainRead[] = [];
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      const source = sources[2 * micro]!;
      if (source === NOTHING) continue;
      const isExternal = sources[2 * micro + 1] === 1;
      reads.push({ micro, key: key[micro]!, writer: source, isExternal });
    }
    return reads;
  }

  /** Where the element of an append stands in the longest list of its key, or {@link UNREAD}. */
  placeOf(append: number): number {
    return (this.#places ??= this.#findPlaces())[append]!;
  }

  /** Whether a transaction took effect for certain: it is ok, or somebody saw a write of it. */
  tookEffect(id: number): boolean {
    const { outcome } = this.columns;
    if (outcome[id] !== OUTCOME.info) return outcome[id] === OUTCOME.ok;
    return (this.#observed ??= this.#findObserved())[id] === 1;
  }

  /** Pairs: the writer of each read, and whether the reader had not written the key before. */
  #findSources(): Int32Array {
    const { size, start, f, value, outcome } = this.columns;
    const sources = new Int32Array(2 * f.length).fill(NOTHING);
    const own = (this.#own ??= new OwnWrites(this.columns));
    for (let id = 0; id < size; id++) {
      if (outcome[id] !== OUTCOME.ok) continue;
      for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
        if (f[micro] === MICRO.write) own.note(id, micro);
        else if (value[micro] !== NO_VALUE) {
          const seen = own.seenAtEnd(id, micro);
          if (seen === undefined) continue;
          sources[2 * micro] = this.#sourceOf(micro, seen);
          sources[2 * micro + 1] = own.count(id, micro) === seen ? 1 : 0;
        }
      }
    }
    return sources;
  }

  /** The writer of what a read saw before `own` elements at its end. */
  #sourceOf(read: number, own: number): number {
    const { key, value, kind, lists } = this.columns;
    const on = key[read]!;
    let code = value[read]!;
    if (kind === 'list-append') {
      if (code < 0) return UNKNOWN;
      if (code === own) return NOBODY;
      code = lists.elements[lists.start[on]! + code - own - 1]!;
    }
    const write = this.index.find(on, code);
    if (kind === 'rw-register' && code === NULL_CODE) {
      return write < 0 && write !== SEVERAL ? NOBODY : UNKNOWN;
    }
    return write < 0 || this.index.isLast[write] === 0 ? UNKNOWN : this.ownerOf(write);
  }

  #findPlaces(): Int32Array {
    const { f, lists, keys } = this.columns;
    const places = new Int32Array(f.length).fill(UNREAD);
    for (let key = 0; key < keys.length; key++) {
      for (let at = lists.start[key]!; at < lists.start[key + 1]!; at++) {
        const append = this.index.find(key, lists.elements[at]!);
        if (append >= 0 && places[append] === UNREAD) places[append] = at - lists.start[key]!;
      }
    }
    return places;
  }

  #findObserved(): Uint8Array {
    const { size, kind, lists } = this.columns;
    const observed = new Uint8Array(size);
    if (kind === 'rw-register') {
      for (let id = 0; id < size; id++) {
        for (const { writer } of this.readsOf(id)) if (writer >= 0) observed[writer] = 1;
      }
      return observed;
    }
    const note = (key: number, elements: Int32Array): void => {
      for (const element of elements) {
        const append = this.index.find(key, element);
        if (append >= 0) observed[this.ownerOf(append)] = 1;
      }
    };
    for (let key = 0; key < this.columns.keys.length; key++) {
      note(key, lists.elements.subarray(lists.start[key], lists.start[key + 1]));
    }
    for (const { key, elements } of lists.others) note(key, elements);
    return observed;
  }
}
