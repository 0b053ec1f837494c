/**
 * The classical argument that a register went wrong, for histories in which each value is written
 * once (Gibbons & Korach 1997): two values each of which must have come before the other, a value
 * nobody wrote, a value read before its write began, or one value that two compare-and-sets
 * replaced.
 */

import { canonicalKey } from '../../src/history/equality.js';
import { describeValue, reference } from '../describe.js';
import type { RegisterView } from '../model.js';
import {
  earliestReturn,
  latestCall,
  registerBlocks,
  type Block,
  type RegisterOperation,
} from './register-blocks.js';
import type { PreparedOperation } from './prepare.js';

/** An argument and the operations it needs, ascending but for the offending one, which is last. */
export interface Argument {
  readonly message: string;
  readonly operations: readonly number[];
  readonly explanation: readonly string[];
}

/**
 * The argument against the operation with id `stuck`, at whose return the history became illegal.
 * `undefined` where values are not unique, or the contradiction needs more than two values (only
 * with compare-and-set). Linear time.
 */
export function explainUniqueValues(
  members: readonly PreparedOperation[],
  stuck: number,
  view: RegisterView,
): Argument | undefined {
  const blocks = registerBlocks(members, view);
  if (blocks === undefined) return undefined;
  const offender = findOffender(blocks, stuck);
  if (offender === undefined) return undefined;
  const old = blocks.get(canonicalKey(offender.access.reads!))!;
  const until = offender.operation.return;
  return (
    explainOrigin(old, offender) ??
    explainReplacedTwice(old, offender, until) ??
    explainReturned(blocks, old, offender, until)
  );
}

/** The stuck operation as a reader: a write alone cannot be what does not fit. */
function findOffender(
  blocks: ReadonlyMap<string, Block>,
  stuck: number,
): RegisterOperation | undefined {
  for (const block of blocks.values()) {
    const found = block.readers.find(({ operation }) => operation.id === stuck);
    if (found !== undefined) return found;
  }
  return undefined;
}

function explainOrigin(block: Block, offender: RegisterOperation): Argument | undefined {
  if (block.isInitial) return undefined;
  const name = refer(offender);
  const value = describeValue(block.value);
  const { writer } = block;
  if (writer === undefined) {
    return {
      message: `value nobody wrote: ${name} read ${value}`,
      operations: [offender.operation.id],
      explanation: [`${name} read ${value}, which no operation writes: a contradiction.`],
    };
  }
  if (writer.operation.call < offender.operation.return) return undefined;
  return {
    message:
      `read from the future: ${name} read ${value} ` + `before ${refer(writer)} began to write it`,
    operations: [writer.operation.id, offender.operation.id],
    explanation: [
      `${name} read ${value} and returned.`,
      `However only ${refer(writer)} writes ${value}, and it began after that: a contradiction.`,
    ],
  };
}

function explainReplacedTwice(
  block: Block,
  offender: RegisterOperation,
  until: number,
): Argument | undefined {
  if (offender.access.writes === undefined) return undefined;
  const other = block.readers.find(
    ({ operation, access }) =>
      operation !== offender.operation && access.writes !== undefined && operation.return <= until,
  );
  if (other === undefined) return undefined;
  const value = describeValue(block.value);
  return {
    message: `replaced twice: ${refer(other)} and ${refer(offender)} both replaced ${value}`,
    operations: [...writerIds(block), other.operation.id, offender.operation.id],
    explanation: [
      `${refer(other)} replaced ${value} by ${describeValue(other.access.writes!)}.`,
      `However ${refer(offender)} replaced it as well, and ${value} was there only once: ` +
        'a contradiction.',
    ],
  };
}

/** The value came back: some newer value had already taken its place when the offender began. */
function explainReturned(
  blocks: ReadonlyMap<string, Block>,
  old: Block,
  offender: RegisterOperation,
  until: number,
): Argument | undefined {
  for (const newer of blocks.values()) {
    if (newer === old || newer.writer === undefined) continue;
    const seen = earliestReturn(newer, until);
    if (seen === undefined || seen.operation.return >= offender.operation.call) continue;
    const order = explainOrder(old, newer, until);
    if (order !== undefined) return tellReturned(old, newer, newer.writer, seen, offender, order);
  }
  return undefined;
}

interface OrderEvidence {
  readonly sentences: readonly string[];
  readonly operations: readonly number[];
}

/** Why `old` was in place before `newer`. */
function explainOrder(old: Block, newer: Block, until: number): OrderEvidence | undefined {
  if (old.isInitial) return { sentences: [], operations: [] };
  const value = describeValue(old.value);
  const writer = newer.writer!;
  const { reads } = writer.access;
  if (reads !== undefined && canonicalKey(reads) === canonicalKey(old.value)) {
    return {
      sentences: [`${refer(writer)} replaced ${value} by ${describeValue(newer.value)}.`],
      operations: [...writerIds(old), writer.operation.id],
    };
  }
  const first = earliestReturn(old, until);
  const last = latestCall(newer, until);
  if (first === undefined || last === undefined) return undefined;
  if (first.operation.return >= last.operation.call) return undefined;
  const began =
    last === writer
      ? `before ${refer(last)} began to write ${describeValue(newer.value)}`
      : `before ${refer(last)} began, which read ${describeValue(newer.value)}`;
  return {
    sentences: [`${refer(first)} ${verb(first, old)} ${value} and returned ${began}.`],
    operations: [...writerIds(old), first.operation.id, last.operation.id],
  };
}

function tellReturned(
  old: Block,
  newer: Block,
  writer: RegisterOperation,
  seen: RegisterOperation,
  offender: RegisterOperation,
  order: OrderEvidence,
): Argument {
  const oldValue = describeValue(old.value);
  const newValue = describeValue(newer.value);
  const name = refer(offender);
  const proof =
    seen === writer
      ? `${refer(writer)} wrote ${newValue} and returned.`
      : `${refer(seen)} returned ${newValue}, so ${refer(writer)} had taken effect by then.`;
  const operations = new Set([...order.operations, writer.operation.id, seen.operation.id]);
  operations.delete(offender.operation.id);
  return {
    message:
      `${patternOf(newer, writer, seen)}: ${name} read ${oldValue} ` +
      `after ${newValue} had replaced it`,
    operations: [...operations]
      .sort((first, second) => first - second)
      .concat(offender.operation.id),
    explanation: [
      ...order.sentences,
      proof,
      `However ${name} began after ${refer(seen)} returned and read ${oldValue}, ` +
        `the value before ${refer(writer)}: a contradiction.`,
    ],
  };
}

function patternOf(newer: Block, writer: RegisterOperation, seen: RegisterOperation): string {
  if (seen !== writer) return 'new/old inversion';
  return newer.readers.length === 0 ? 'lost write' : 'stale read';
}

/** Whether a member of a block is in it as its writer. */
function verb(member: RegisterOperation, block: Block): 'wrote' | 'read' {
  return member === block.writer ? 'wrote' : 'read';
}

function writerIds(block: Block): number[] {
  return block.writer === undefined ? [] : [block.writer.operation.id];
}

function refer({ operation }: RegisterOperation): string {
  return reference(operation.id);
}
