/**
 * The operations of a register by the value they show, where each value was written once. All
 * operations of a value form one block of any legal order, so that what is known of a block is two
 * times: by `first` the value had been written, and at `last` it was still, or again, to be seen
 * (the zones of Gibbons & Korach 1997, section 4).
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { Access, RegisterView } from '../model.js';
import type { PreparedOperation } from './prepare.js';

/** An operation and what it reads and writes. */
export interface RegisterOperation {
  readonly operation: Operation;
  readonly access: Access;
}

/** The operations of one value. */
export interface Block {
  readonly value: Value;
  /** `undefined` for the initial value, and for a value that nobody writes. */
  writer: RegisterOperation | undefined;
  readonly isInitial: boolean;
  readonly readers: RegisterOperation[];
}

/**
 * The blocks by canonical key of the value. `undefined` when a value has two writers, or an
 * operation is neither read nor write: then nothing follows from a value.
 */
export function registerBlocks(
  members: readonly PreparedOperation[],
  view: RegisterView,
): Map<string, Block> | undefined {
  const blocks = new Map<string, Block>();
  const blockOf = (value: Value, isInitial = false): Block => {
    const key = canonicalKey(value);
    let block = blocks.get(key);
    if (block === undefined) {
      block = { value, writer: undefined, isInitial, readers: [] };
      blocks.set(key, block);
    }
    return block;
  };
  blockOf(view.initial, true);
  for (const { operation, call } of members) {
    const access = view.access(call);
    if (access === undefined) return undefined;
    const member = { operation, access };
    if (access.writes !== undefined) {
      const block = blockOf(access.writes);
      if (block.isInitial || block.writer !== undefined) return undefined;
      block.writer = member;
    }
    if (access.reads !== undefined) blockOf(access.reads).readers.push(member);
  }
  return blocks;
}

/**
 * The earliest sign that the block had begun: the member that returned first, no later than rank
 * `until`. `undefined` when there is none, or the block is the initial one and had begun before
 * all.
 */
export function earliestReturn(block: Block, until: number): RegisterOperation | undefined {
  return best(membersOf(block), (member) => -member.operation.return, -until);
}

/**
 * The latest member that surely saw or wrote the value, called last; only returns up to `until`
 * count as seen.
 */
export function latestCall(block: Block, until: number): RegisterOperation | undefined {
  const readers = block.readers.filter(({ operation }) => operation.return <= until);
  const { writer } = block;
  // A write that has not returned took effect only if somebody saw it.
  const isCertain =
    writer !== undefined && (readers.length > 0 || writer.operation.return <= until);
  const members = isCertain ? [...readers, writer] : readers;
  return best(members, (member) => member.operation.call, -1);
}

function membersOf(block: Block): RegisterOperation[] {
  return block.writer === undefined ? block.readers : [...block.readers, block.writer];
}

/** The member with the greatest score, if that is at least `least`; of equals the first. */
function best(
  members: readonly RegisterOperation[],
  score: (member: RegisterOperation) => number,
  least: number,
): RegisterOperation | undefined {
  let found: RegisterOperation | undefined;
  for (const member of members) {
    if (score(member) < least) continue;
    if (found === undefined || score(member) > score(found)) found = member;
  }
  return found;
}
