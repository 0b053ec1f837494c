/**
 * The classical arguments against one operation that saw a value of a register (Gibbons & Korach
 * 1997): nobody wrote the value, its write began too late, somebody else had replaced it, or a
 * newer one had taken its place. Where no cas is involved, one of them holds against the
 * operation at whose return a history becomes illegal.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { Refutation } from '../monitor.js';
import { calledAt, isRead, nameOf, refer, returningAt, seenBy, writersOf } from './evidence.js';
import { KIND, type RegisterFacts } from './register-facts.js';

/** What a write is called that nobody saw, although it returned. */
export const LOST_WRITE = 'lost write';

/** What it is called that somebody saw an older value than a write that had returned. */
export const STALE_READ = 'stale read';

/** The argument against `offender`; `undefined` when none of these holds. Linear. */
export function explainReader(facts: RegisterFacts, offender: number): Refutation | undefined {
  if (facts.part.return[offender] === OPEN) return undefined;
  const old = seenBy(facts, offender);
  if (old === undefined) return undefined;
  return (
    explainOrigin(facts, offender, old) ??
    explainReplacedTwice(facts, offender, old) ??
    explainReturned(facts, offender, old)
  );
}

function explainOrigin(
  facts: RegisterFacts,
  offender: number,
  old: number,
): Refutation | undefined {
  if (old === facts.initial) return undefined;
  const name = refer(facts, offender);
  const value = nameOf(facts, old);
  const writer = facts.writer[old]!;
  if (writer === -1) {
    return {
      rule: 'phantom',
      groups: [[offender]],
      message: `value nobody wrote: ${name} read ${value}`,
      explanation: [`${name} read ${value}, which no operation writes: a contradiction.`],
    };
  }
  if (facts.part.call[writer]! < facts.part.return[offender]!) return undefined;
  const late = refer(facts, writer);
  return {
    rule: 'phantom',
    groups: [[offender]],
    shown: [writer, offender],
    message: `read from the future: ${name} read ${value} before ${late} began to write it`,
    explanation: [
      `${name} read ${value} and returned.`,
      `However only ${late} writes ${value}, and it began after that: a contradiction.`,
    ],
  };
}

function explainReplacedTwice(
  facts: RegisterFacts,
  offender: number,
  old: number,
): Refutation | undefined {
  const { part, kind, value, expected } = facts;
  if (kind[offender] !== KIND.cas) return undefined;
  const other = expected.findIndex(
    (from, member) =>
      from === old &&
      kind[member] === KIND.cas &&
      member !== offender &&
      part.return[member] !== OPEN,
  );
  if (other === -1) return undefined;
  const name = nameOf(facts, old);
  const [first, second] = [refer(facts, other), refer(facts, offender)];
  return {
    rule: 'replaced-twice',
    groups: [[other], [offender]],
    message: `replaced twice: ${first} and ${second} both replaced ${name}`,
    shown: [...writersOf(facts, old), other, offender],
    explanation: [
      `${first} replaced ${name} by ${nameOf(facts, value[other]!)}.`,
      `However ${second} replaced it as well, and ${name} was there only once: a contradiction.`,
    ],
  };
}

/** The value came back: some newer value had already taken its place when the offender began. */
function explainReturned(
  facts: RegisterFacts,
  offender: number,
  old: number,
): Refutation | undefined {
  const { part, kind, value, expected, writer, first } = facts;
  const tried = new Uint8Array(facts.numbers.count);
  const tryValue = (newer: number): Refutation | undefined => {
    if (tried[newer] === 1) return undefined;
    tried[newer] = 1;
    if (newer === old || writer[newer] === -1) return undefined;
    // A value from the future proves nothing of what was there before.
    if (first[newer]! < part.call[writer[newer]!]!) return undefined;
    if (first[newer]! >= part.call[offender]!) return undefined;
    const order = explainOrder(facts, old, newer);
    return order && tellReturned(facts, offender, old, newer, order);
  };
  for (let member = 0; member < part.size; member++) {
    if (kind[member] === KIND.read || kind[member] === KIND.write || kind[member] === KIND.cas) {
      const found = tryValue(value[member]!);
      if (found !== undefined) return found;
    }
    if (kind[member] === KIND.cas && part.return[member] !== OPEN) {
      const found = tryValue(expected[member]!);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Why the old value was in place before the newer one. */
interface OrderEvidence {
  readonly sentences: readonly string[];
  /** Returned from the old value before `last` was called. */
  readonly first?: number;
  /** Sees or writes the newer value. */
  readonly last?: number;
  /** Whether the newer value replaced the old one. */
  readonly isReplaced: boolean;
}

function explainOrder(facts: RegisterFacts, old: number, newer: number): OrderEvidence | undefined {
  const writer = facts.writer[newer]!;
  const isReplaced = facts.kind[writer] === KIND.cas && facts.expected[writer] === old;
  const oldName = nameOf(facts, old);
  const newName = nameOf(facts, newer);
  if (old === facts.initial) return { sentences: [], isReplaced };
  if (isReplaced) {
    const sentence = `${refer(facts, writer)} replaced ${oldName} by ${newName}.`;
    return { sentences: [sentence], isReplaced };
  }
  if (facts.first[old]! >= facts.last[newer]!) return undefined;
  const first = returningAt(facts, facts.first[old]!);
  const last = calledAt(facts, facts.last[newer]!);
  const verb = first === facts.writer[old] ? 'wrote' : 'read';
  const began =
    last === writer
      ? `before ${refer(facts, last)} began to write ${newName}`
      : `before ${refer(facts, last)} began, which read ${newName}`;
  return {
    sentences: [`${refer(facts, first)} ${verb} ${oldName} and returned ${began}.`],
    first,
    last,
    isReplaced,
  };
}

function tellReturned(
  facts: RegisterFacts,
  offender: number,
  old: number,
  newer: number,
  order: OrderEvidence,
): Refutation {
  const oldName = nameOf(facts, old);
  const newName = nameOf(facts, newer);
  const name = refer(facts, offender);
  const writer = facts.writer[newer]!;
  const seen = returningAt(facts, facts.first[newer]!);
  const proof =
    seen === writer
      ? `${refer(facts, writer)} wrote ${newName} and returned.`
      : `${refer(facts, seen)} returned ${newName}, so ${refer(facts, writer)} had taken effect ` +
        'by then.';
  const late = [seen, ...(order.last === undefined ? [] : [order.last])];
  const early = [offender, ...(order.first === undefined ? [] : [order.first])];
  const oldWriters = writersOf(facts, old);
  const isShown = order.isReplaced && old !== facts.initial;
  return {
    ...(order.isReplaced
      ? {
          rule: 'chain',
          groups: [
            [...oldWriters, writer],
            [seen, offender],
          ],
        }
      : { rule: 'blocks', groups: [oldWriters, early, [writer], late] }),
    message:
      `${patternOf(facts, newer, seen)}: ${name} read ${oldName} ` +
      `after ${newName} had replaced it`,
    shown: [...(isShown || order.first !== undefined ? oldWriters : []), ...early, writer, ...late],
    explanation: [
      ...order.sentences,
      proof,
      `However ${name} began after ${refer(facts, seen)} returned and read ${oldName}, ` +
        `the value before ${refer(facts, writer)}: a contradiction.`,
    ],
  };
}

function patternOf(facts: RegisterFacts, newer: number, seen: number): string {
  if (seen !== facts.writer[newer]) return 'new/old inversion';
  return isRead(facts, newer) ? STALE_READ : LOST_WRITE;
}
