/**
 * Says a refutation of the beginning of a part again, knowing the rest. What happened later does
 * not make the beginning legal, but changes what to call it: a value that nobody had written may
 * have been written later, and a write that nobody had seen may have been seen.
 */

import type { RegisterView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { Refutation } from '../monitor.js';
import { isRead, nameOf, refer } from './evidence.js';
import { LOST_WRITE, STALE_READ } from './explain-reader.js';
import { KIND, registerFacts, type RegisterFacts } from './register-facts.js';
import { tellEffect } from './words.js';

/**
 * The refutation of `prefix`, a beginning of `part`, as one of `part`: its members are those of
 * `part`. Linear.
 */
export function retell(
  part: Part,
  view: RegisterView,
  prefix: Part,
  refutation: Refutation,
): Refutation {
  const inPart = (members: readonly number[] | Int32Array): number[] =>
    Array.from(members, (member) => part.place.indexOf(prefix.place[member]!));
  const { shown } = refutation;
  const moved: Refutation = {
    ...refutation,
    groups: refutation.groups.map(inPart),
    ...(shown === undefined ? {} : { shown: inPart(shown) }),
  };
  const facts = registerFacts(part, view);
  if (facts === undefined) return moved;
  return moved.rule === 'phantom' ? retellUnwritten(facts, moved) : retellLost(facts, moved);
}

function retellUnwritten(facts: RegisterFacts, refutation: Refutation): Refutation {
  const path = Array.from(refutation.groups[0]!);
  const reader = path[0]!;
  const isCas = facts.kind[reader] === KIND.cas;
  const needed = isCas ? facts.expected[reader]! : facts.value[reader]!;
  const writer = facts.writer[needed]!;
  if (writer === -1) return refutation;
  const value = nameOf(facts, needed);
  const late = refer(facts, writer);
  const claim = `${refer(facts, reader)} ${path.length > 1 ? 'replaced' : 'read'} ${value}`;
  return {
    ...refutation,
    message: `read from the future: ${claim} before ${late} began to write it`,
    shown: [writer, ...path],
    explanation: [
      ...tellEffect(facts, path),
      path.length > 1 ? `${claim}.` : `${claim} and returned.`,
      `However only ${late} writes ${value}, and it began after that: a contradiction.`,
    ],
  };
}

function retellLost(facts: RegisterFacts, refutation: Refutation): Refutation {
  const { rule, groups, message } = refutation;
  if (!message.startsWith(LOST_WRITE)) return refutation;
  const writer = rule === 'chain' ? groups[0]!.at(-1)! : groups[2]![0]!;
  if (!isRead(facts, facts.value[writer]!)) return refutation;
  return { ...refutation, message: `${STALE_READ}${message.slice(LOST_WRITE.length)}` };
}
