/**
 * Reads and writes of registers of which it is known who read what from whom, as a graph: chains of
 * operations, one for each process, and the writer of each read.
 *
 * A crashed write that was read happened, perhaps late: it follows what its process did before, but
 * nothing follows it, so it is a chain of its own. One that nobody read is left out; in every model
 * here a history that keeps it also holds without it, as it is in nobody's way.
 */

import { OPEN } from '../../src/history/columns/operation-columns.js';
import type { RegisterAccesses } from './register-accesses.js';

/** The writer of a read of the initial value. */
export const INITIAL = -1;

/** What stands before the first operation of a chain. */
export const NOTHING = -1;

/** Operations in order of call, one entry each. */
export interface RegisterOperations {
  readonly accesses: RegisterAccesses;
  /** For each access that reads, the access whose value it returned. */
  readonly writerOf: Int32Array;
  readonly size: number;
  /** Places in the accesses. */
  readonly access: Int32Array;
  readonly isWrite: Uint8Array;
  /** Numbers of keys as in the accesses. */
  readonly key: Int32Array;
  /** The operation whose value a read returned, or {@link INITIAL}; -1 for a write. */
  readonly writer: Int32Array;
  /** Dense numbers: a process, or a crashed write. */
  readonly chain: Int32Array;
  readonly chains: number;
  /** Place in the chain, from 0. */
  readonly position: Int32Array;
  /** What the process did before, or {@link NOTHING}. */
  readonly previous: Int32Array;
  /** Ranks; the return of a crashed write is `OPEN`. */
  readonly call: Int32Array;
  readonly return: Int32Array;
}

/**
 * The operations of `accesses`, or of some of them, ascending. Reads whose writer is not among them
 * are left out. Linear.
 * @param writerOf for each access that reads, the access whose value it returned.
 */
export function connect(
  accesses: RegisterAccesses,
  writerOf: Int32Array,
  chosen?: Int32Array,
): RegisterOperations {
  const access = withWriters(accesses, writerOf, chosen);
  const isWrite = Uint8Array.from(access, (each) => accesses.isWrite[each]!);
  const place = new Map<number, number>();
  access.forEach((each, at) => {
    if (isWrite[at] === 1) place.set(each, at);
  });
  return {
    accesses,
    writerOf,
    size: access.length,
    access,
    isWrite,
    key: access.map((each) => accesses.key[each]!),
    writer: access.map((each, at) => (isWrite[at] === 1 ? -1 : (place.get(writerOf[each]!) ?? -1))),
    ...chainsOf(accesses, access),
    call: access.map((each) => accesses.call[each]!),
    return: access.map((each) => accesses.return[each]!),
  };
}

/** Some of the operations, given ascending, as {@link connect} makes them. Linear in them. */
export function select(operations: RegisterOperations, members: Int32Array): RegisterOperations {
  const { accesses, access, writerOf } = operations;
  return connect(
    accesses,
    writerOf,
    members.map((member) => access[member]!),
  );
}

/** The ids of some operations. */
export function idsOf({ accesses, access }: RegisterOperations, members: Int32Array): number[] {
  return Array.from(members, (member) => accesses.id[access[member]!]!);
}

function withWriters(
  { size, isWrite, return: returned }: RegisterAccesses,
  writerOf: Int32Array,
  chosen: Int32Array | undefined,
): Int32Array {
  const every = chosen ?? Int32Array.from({ length: size }, (_, at) => at);
  const writes = new Set<number>();
  const read = new Set<number>();
  for (const access of every) {
    if (isWrite[access] === 1) writes.add(access);
    else read.add(writerOf[access]!);
  }
  return every.filter((access) => {
    if (isWrite[access] === 1) return returned[access] !== OPEN || read.has(access);
    return writerOf[access] === INITIAL || writes.has(writerOf[access]!);
  });
}

type Chains = Pick<RegisterOperations, 'chain' | 'chains' | 'position' | 'previous'>;

function chainsOf(accesses: RegisterAccesses, access: Int32Array): Chains {
  const chain = new Int32Array(access.length);
  const position = new Int32Array(access.length);
  const previous = new Int32Array(access.length).fill(NOTHING);
  const lastOfSession = new Map<number, number>();
  let chains = 0;
  for (let at = 0; at < access.length; at++) {
    const session = accesses.session[access[at]!]!;
    const before = lastOfSession.get(session) ?? NOTHING;
    previous[at] = before;
    if (accesses.return[access[at]!] === OPEN) {
      chain[at] = chains++;
      continue;
    }
    chain[at] = before === NOTHING ? chains++ : chain[before]!;
    position[at] = before === NOTHING ? 0 : position[before]! + 1;
    lastOfSession.set(session, at);
  }
  return { chain, chains, position, previous };
}
