/**
 * Who put each value into a container and who took it out. Where every value is inserted once, a
 * history of a queue, a stack or a priority queue is a set of values with two intervals each, and
 * this is where the monitors of all three begin. That a value came out of nowhere, came out twice
 * or came out too early is found here, whatever the order of the container.
 */

import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { NULL_CODE } from '../../../../src/history/columns/value-table.js';
import { describeValue, reference } from '../../../describe.js';
import type { ContainerView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { Refutation } from '../monitor.js';
import { CodeIndex } from './code-index.js';
import { containerRoles, REMOVE } from './container-roles.js';

/**
 * The values of a part, 0 to `count` - 1 in order of the call of their insert. Crashed inserts
 * whose value nobody took are left out: without them, and without a crashed remove that may have
 * taken their value, any legal order stays legal.
 */
export interface ContainerValues {
  readonly count: number;
  /** Code in the value table. */
  readonly code: Int32Array;
  /** The member that inserts the value. */
  readonly insert: Int32Array;
  /** The member that answered it, -1 if none did. */
  readonly remove: Int32Array;
  /**
   * Ranks, tightened where the value was removed: it was inserted before the remove returned, and
   * not removed before the insert was called. Not removed: call and return of the remove are
   * `OPEN`. No two values share an entry of one column but `OPEN`.
   */
  readonly insertCall: Int32Array;
  readonly insertReturn: Int32Array;
  readonly removeCall: Int32Array;
  readonly removeReturn: Int32Array;
  /** Members: removes that answered `null`, in order of call. */
  readonly empties: Int32Array;
  /** Members, in order of call. */
  readonly crashedRemoves: Int32Array;
}

/** What {@link matchValues} found. */
export type Matching =
  | { readonly kind: 'matched'; readonly values: ContainerValues }
  | { readonly kind: 'illegal'; readonly refutation: Refutation }
  | undefined;

/**
 * Matches inserts and removes of the same value. Illegal, by the rules `never-inserted`,
 * `removed-twice` and `removed-before-inserted`, whose one group holds the removes, then the
 * insert. `undefined` when a value is inserted twice, `null` is, a function has no role or failures
 * are observed. Linear.
 */
export function matchValues(part: Part, view: ContainerView): Matching {
  const roles = containerRoles(part, view);
  if (roles === undefined || part.reason !== undefined) return undefined;
  const inserts = collectInserts(part, roles);
  if (inserts === undefined) return undefined;
  const { members, index } = inserts;
  const removedBy = new Int32Array(members.length).fill(-1);
  const empties: number[] = [];
  const crashedRemoves: number[] = [];
  for (let member = 0; member < part.size; member++) {
    if (roles[part.f[member]!] !== REMOVE) continue;
    const code = part.output[member]!;
    if (part.outcome[member] === OUTCOME.info) crashedRemoves.push(member);
    else if (code === NULL_CODE) empties.push(member);
    else {
      const value = index.get(code);
      if (value < 0) return illegal(neverInserted(part, member));
      const insert = members[value]!;
      if (removedBy[value]! >= 0)
        return illegal(removedTwice(part, removedBy[value]!, member, insert));
      if (part.return[member]! < part.call[insert]!)
        return illegal(removedBeforeInserted(part, member, insert));
      removedBy[value] = member;
    }
  }
  const values = {
    ...tighten(part, members, removedBy),
    empties: Int32Array.from(empties),
    crashedRemoves: Int32Array.from(crashedRemoves),
  };
  return { kind: 'matched', values };
}

interface Inserts {
  /** The member that inserts each value, in order of call. */
  readonly members: Int32Array;
  /** From codes to places in `members`. */
  readonly index: CodeIndex;
}

function collectInserts(part: Part, roles: Uint8Array): Inserts | undefined {
  let count = 0;
  let codeMax = -1;
  let codeMin = 0;
  for (let member = 0; member < part.size; member++) {
    if (roles[part.f[member]!] === REMOVE) continue;
    const code = part.input[member]!;
    if (code > codeMax) codeMax = code;
    if (code < codeMin) codeMin = code;
    count += 1;
  }
  const members = new Int32Array(count);
  const index = new CodeIndex(count, codeMin, codeMax);
  let value = 0;
  for (let member = 0; member < part.size; member++) {
    if (roles[part.f[member]!] === REMOVE) continue;
    const code = part.input[member]!;
    if (code === NULL_CODE || !index.add(code, value)) return undefined;
    members[value] = member;
    value += 1;
  }
  return { members, index };
}

type Tightened = Omit<ContainerValues, 'empties' | 'crashedRemoves'>;

function tighten(part: Part, members: Int32Array, removedBy: Int32Array): Tightened {
  const isLeftOut = (value: number): boolean =>
    removedBy[value]! < 0 && part.outcome[members[value]!] === OUTCOME.info;
  let count = 0;
  for (let value = 0; value < members.length; value++) if (!isLeftOut(value)) count += 1;
  const column = (): Int32Array => new Int32Array(count);
  const values = {
    count,
    code: column(),
    insert: column(),
    remove: column(),
    insertCall: column(),
    insertReturn: column(),
    removeCall: column(),
    removeReturn: column(),
  };
  for (let from = 0, to = 0; from < members.length; from++) {
    if (isLeftOut(from)) continue;
    const insert = members[from]!;
    const remove = removedBy[from]!;
    const insertCall = part.call[insert]!;
    const returned = part.outcome[insert] === OUTCOME.info ? OPEN : part.return[insert]!;
    values.code[to] = part.input[insert]!;
    values.insert[to] = insert;
    values.remove[to] = remove;
    values.insertCall[to] = insertCall;
    values.insertReturn[to] = remove < 0 ? returned : Math.min(returned, part.return[remove]!);
    values.removeCall[to] = remove < 0 ? OPEN : Math.max(part.call[remove]!, insertCall);
    values.removeReturn[to] = remove < 0 ? OPEN : part.return[remove]!;
    to += 1;
  }
  return values;
}

function illegal(refutation: Refutation): Matching {
  return { kind: 'illegal', refutation };
}

function neverInserted(part: Part, remove: number): Refutation {
  const value = describeValue(part.history.values.valueOf(part.output[remove]!));
  return {
    rule: 'never-inserted',
    groups: [[remove]],
    message: `${functionOf(part, remove)} answered ${value}, which nobody put in`,
    explanation: [`${name(part, remove)} answered ${value}, but no operation puts ${value} in.`],
  };
}

function removedTwice(part: Part, first: number, second: number, insert: number): Refutation {
  const value = describeValue(part.history.values.valueOf(part.output[second]!));
  return {
    rule: 'removed-twice',
    groups: [[first, second, insert]],
    message: `${functionOf(part, second)} answered ${value}, which was taken out before`,
    explanation: [
      `${name(part, first)} and ${name(part, second)} both answered ${value}, but only ` +
        `${name(part, insert)} puts it in, once.`,
    ],
  };
}

function removedBeforeInserted(part: Part, remove: number, insert: number): Refutation {
  const value = describeValue(part.history.values.valueOf(part.output[remove]!));
  return {
    rule: 'removed-before-inserted',
    groups: [[remove, insert]],
    message: `${functionOf(part, remove)} answered ${value}, which was put in only later`,
    explanation: [
      `${name(part, remove)} answered ${value} and returned before ${name(part, insert)}, the ` +
        `only operation that puts ${value} in, was called.`,
    ],
  };
}

function name(part: Part, member: number): string {
  return reference(part.place[member]!);
}

function functionOf(part: Part, member: number): string {
  return part.history.functions[part.f[member]!]!;
}
