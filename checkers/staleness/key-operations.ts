/**
 * The operations of each key by themselves, as the checks of staleness take them: what these demand
 * of a history they demand of each key (locality).
 */

import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';

/** The operations of one key in order of call, after the write of the initial value. */
export interface KeyOperations {
  readonly size: number;
  /** Places in the operations of all keys; -1 for the initial write, which is operation 0. */
  readonly place: Int32Array;
  readonly isWrite: Uint8Array;
  /** Ranks; the initial write came before all. */
  readonly call: Int32Array;
  readonly return: Int32Array;
  /** The writer of each read, and each write itself. */
  readonly writer: Int32Array;
}

const BEFORE_ALL = -1;

/** The operations of every key. Linear. */
export function keyOperationsOf(operations: RegisterOperations): KeyOperations[] {
  const places: number[][] = [];
  operations.key.forEach((key, at) => (places[key] ??= [-1]).push(at));
  const local = new Int32Array(operations.size);
  return places.filter(Boolean).map((ofKey) => {
    ofKey.forEach((at, index) => {
      if (at >= 0) local[at] = index;
    });
    const pick = (column: Int32Array): Int32Array =>
      Int32Array.from(ofKey, (at) => (at < 0 ? BEFORE_ALL : column[at]!));
    const isWrite = Uint8Array.from(ofKey, (at) => (at < 0 ? 1 : operations.isWrite[at]!));
    return {
      size: ofKey.length,
      place: Int32Array.from(ofKey),
      isWrite,
      call: pick(operations.call),
      return: pick(operations.return),
      writer: Int32Array.from(ofKey, (at, index) => {
        if (isWrite[index] === 1) return index;
        return operations.writer[at] === INITIAL ? 0 : local[operations.writer[at]!]!;
      }),
    };
  });
}
