/**
 * Decides k-atomicity of one key: whether its operations can be put in an order that respects real
 * time, in which each read returns one of the last k writes before it.
 *
 * The order is built from its end (LBT of Golab, Hurwitz and Li, ICDCS 2013, here for any k). A
 * write is placed before all that is placed already, together with the reads that can go nowhere
 * else: those of its value that are left, and whatever a placed operation precedes in real time. A
 * read of another write so placed obliges that write to follow within k - 1 steps. As soon as
 * nothing is owed the choices so far are final: what is left are whole groups of a write and its
 * reads, and an order of all would give one of them. So for k = 2, where what is owed leaves no
 * choice, the search never goes back over more than one such epoch.
 */

import type { Allowance } from '../linearizability/allowance.js';
import type { KeyOperations } from './key-operations.js';
import { LinkedOrder } from './linked-order.js';

interface Frame {
  readonly candidates: readonly number[];
  next: number;
  /** How much was placed, and what was owed, before. */
  readonly placed: number;
  readonly writes: number;
  readonly owed: ReadonlyMap<number, number>;
}

/** An order of all, `illegal` when there is none, `unknown` when the allowance is exhausted. */
export function place(
  operations: KeyOperations,
  k: number,
  allowance: Allowance,
): Int32Array | 'illegal' | 'unknown' {
  return new Placement(operations, k, allowance).run();
}

class Placement {
  readonly #operations: KeyOperations;
  readonly #k: number;
  readonly #allowance: Allowance;
  readonly #byCall: LinkedOrder;
  readonly #writesByReturn: LinkedOrder;
  readonly #readStart: Int32Array;
  readonly #reads: Int32Array;
  /** From the end of the order; a write after the reads that follow it. */
  readonly #placed: number[] = [];
  #writes = 0;
  /** Writes that must be placed, with the number of writes by then. */
  #owed: Map<number, number> = new Map();

  constructor(operations: KeyOperations, k: number, allowance: Allowance) {
    this.#operations = operations;
    this.#k = k;
    this.#allowance = allowance;
    const { size, isWrite, return: returned, writer } = operations;
    const all = Int32Array.from({ length: size }, (_, at) => at);
    this.#byCall = new LinkedOrder(size, all);
    const writes = all.filter((at) => isWrite[at] === 1);
    this.#writesByReturn = new LinkedOrder(
      size,
      writes.sort((a, b) => returned[a]! - returned[b]! || a - b),
    );
    this.#readStart = new Int32Array(size + 1);
    const reads = all.filter((at) => isWrite[at] === 0);
    for (const read of reads) this.#readStart[writer[read]! + 1]! += 1;
    for (let at = 0; at < size; at++) this.#readStart[at + 1]! += this.#readStart[at]!;
    this.#reads = reads.sort((a, b) => writer[a]! - writer[b]! || a - b);
  }

  run(): Int32Array | 'illegal' | 'unknown' {
    const { size } = this.#operations;
    let frames: Frame[] = [];
    while (this.#placed.length < size) {
      if (this.#owed.size === 0) frames = [];
      frames.push(this.#frame());
      if (!this.#step(frames)) {
        return this.#allowance.exhausted === undefined ? 'illegal' : 'unknown';
      }
    }
    return Int32Array.from(this.#placed).reverse();
  }

  /** Takes the next candidate that fits, going back where there is none. */
  #step(frames: Frame[]): boolean {
    for (;;) {
      const frame = frames.at(-1);
      if (frame === undefined) return false;
      const candidate = frame.candidates[frame.next++];
      if (candidate === undefined) {
        frames.pop();
        const before = frames.at(-1);
        if (before !== undefined) this.#undo(before);
        continue;
      }
      this.#allowance.visit();
      if (this.#allowance.exhausted !== undefined) return false;
      if (this.#place(candidate)) return true;
      this.#undo(frame);
    }
  }

  #frame(): Frame {
    return {
      candidates: this.#candidates(),
      next: 0,
      placed: this.#placed.length,
      writes: this.#writes,
      owed: new Map(this.#owed),
    };
  }

  /** Writes that precede no other write that is left; or the one that is owed at once. */
  #candidates(): number[] {
    const { call, return: returned, isWrite } = this.#operations;
    for (const [write, due] of this.#owed) if (due === this.#writes + 1) return [write];
    let last = this.#byCall.last;
    while (isWrite[last] === 0) last = this.#byCall.before(last);
    const candidates: number[] = [];
    const list = this.#writesByReturn;
    for (let at = list.last; at >= 0 && returned[at]! > call[last]!; at = list.before(at)) {
      candidates.push(at);
    }
    if (!candidates.includes(last)) candidates.push(last);
    const isOwed = (at: number): number => (this.#owed.has(at) ? 0 : 1);
    return candidates.sort((a, b) => isOwed(a) - isOwed(b) || call[b]! - call[a]!);
  }

  /** Places a write and the reads that must follow it; false when that is impossible. */
  #place(write: number): boolean {
    const { call, return: returned, isWrite, writer } = this.#operations;
    const segment: number[] = [];
    let earliest = returned[write]!;
    for (let at = this.#readStart[write]!; at < this.#readStart[write + 1]!; at++) {
      const read = this.#reads[at]!;
      if (!this.#byCall.has(read)) continue;
      segment.push(read);
      earliest = Math.min(earliest, returned[read]!);
    }
    this.#writes += 1;
    this.#owed.delete(write);
    const due = this.#writes + this.#k - 1;
    for (let at = this.#byCall.last; call[at]! > earliest; at = this.#byCall.before(at)) {
      if (isWrite[at] === 1) return false;
      if (writer[at] === write) continue;
      if (this.#k === 1) return false;
      segment.push(at);
      earliest = Math.min(earliest, returned[at]!);
      const known = this.#owed.get(writer[at]!);
      if (known === undefined) this.#owed.set(writer[at]!, due);
    }
    segment.sort((a, b) => b - a).push(write);
    for (const at of segment) this.#take(at);
    return this.#isPayable();
  }

  /** Whether there is room for everything owed. */
  #isPayable(): boolean {
    const dues = [...this.#owed.values()].sort((a, b) => a - b);
    return dues.every((due, at) => due >= this.#writes + at + 1);
  }

  #take(at: number): void {
    this.#placed.push(at);
    this.#byCall.remove(at);
    if (this.#operations.isWrite[at] === 1) this.#writesByReturn.remove(at);
  }

  #undo({ placed, writes, owed }: Frame): void {
    while (this.#placed.length > placed) {
      const at = this.#placed.pop()!;
      this.#byCall.restore(at);
      if (this.#operations.isWrite[at] === 1) this.#writesByReturn.restore(at);
    }
    this.#owed = new Map(owed);
    this.#writes = writes;
  }
}
