/**
 * Attacks on the way, and clients without the right to ask.
 */

import type { ReplayFault, SecurityFault, TamperingFault } from '../../scenario/faults/security.js';
import { below, mix } from '../../scenario/randomness.js';
import { EVENT } from '../event-kinds.js';
import type { Rule } from '../interference.js';
import type { Message } from '../messages.js';
import { leavesOf, nameOf, withLeaf } from '../mutation.js';
import type { Leaf, Plain } from '../mutation.js';
import type { Body } from '../node.js';
import type { Effects } from './effect.js';
import { ruling, touching } from './rules.js';
import type { RuleBook } from './rules.js';

/** Different values kept of a field, and messages of a link. */
const MEMORY = 64;

/** The attacks. */
export const securityEffects: Effects<SecurityFault['kind']> = {
  tampering: ruling(tampering),
  spoofing: ruling((fault, book) => {
    const self = book.kernel.indexOf(fault.node);
    const as = book.kernel.indexOf(fault.as);
    return {
      // On arrival: on the way it is still the links of the true sender that may be cut.
      arrive(message) {
        const { from, to } = message;
        if (from !== self || to === self || to === as) return message;
        if (!book.hits(message, fault.ppm)) return message;
        book.changed(message, `sender ${fault.node} became ${fault.as}`);
        return { ...message, from: as };
      },
    };
  }),
  replay: ruling(replaying),
  credential: {
    begin: (kernel, fault, index) => kernel.credentials.spoil(kernel, fault, index),
    end: (kernel, fault, index) => kernel.credentials.restore(kernel, fault, index),
  },
};

function tampering({ node, ppm }: TamperingFault, book: RuleBook): Pick<Rule, 'send'> {
  const touches = touching(book.kernel, node);
  const seen = new Map<string, Plain[]>();
  return {
    send(message, { lost }) {
      if (!touches(message)) return undefined;
      const leaves = leavesOf(message.body);
      const isHit = !lost && book.hits(message, ppm);
      const tampered = isHit ? replaced(message, leaves, seen, book) : undefined;
      for (const leaf of leaves) learn(seen, fieldOf(message.body, leaf), leaf.value);
      return tampered;
    },
  };
}

/** The message with a value of another message in one of its fields, if there is one to choose. */
function replaced(
  message: Message,
  leaves: readonly Leaf[],
  seen: ReadonlyMap<string, readonly Plain[]>,
  book: RuleBook,
): Message | undefined {
  const choices = leaves.flatMap((leaf) => {
    const others = (seen.get(fieldOf(message.body, leaf)) ?? []).filter(
      (value) => value !== leaf.value,
    );
    return others.length === 0 ? [] : [{ leaf, others }];
  });
  if (choices.length === 0) return undefined;
  const hash = book.choice(message);
  const { leaf, others } = choices[below(hash, choices.length)] as (typeof choices)[number];
  const value = others[below(mix(hash, 1), others.length)] as Plain;
  book.changed(message, `${nameOf(leaf)}: ${String(leaf.value)} became ${String(value)}`);
  return { ...message, body: withLeaf(message.body, leaf.path, value) };
}

/** The field of a type of message; the items of a list are one field. */
function fieldOf({ type }: Body, { path }: Leaf): string {
  return [type, ...path.map((name) => (/^\d+$/.test(name) ? '*' : name))].join('\n');
}

function learn(seen: Map<string, Plain[]>, field: string, value: Plain): void {
  const known = seen.get(field) ?? [];
  if (known.includes(value)) return;
  seen.set(field, [...known.slice(1 - MEMORY), value]);
}

/** A message as it passed. */
interface Recorded {
  readonly message: Message;
  readonly sentUs: number;
}

function replaying({ node, ppm, byUs }: ReplayFault, book: RuleBook): Pick<Rule, 'send'> {
  const { kernel } = book;
  const touches = touching(kernel, node);
  const links = new Map<string, Recorded[]>();
  return {
    send(message, { lost, delayUs }, nowUs) {
      if (!touches(message)) return undefined;
      const link = `${message.from} ${message.to}`;
      const recorded = links.get(link) ?? [];
      links.set(link, [...recorded.slice(1 - MEMORY), { message, sentUs: nowUs }]);
      if (lost || !book.hits(message, ppm)) return undefined;
      const old = recorded.filter(({ sentUs }) => sentUs <= nowUs - byUs);
      const again = old[below(book.choice(message), old.length)]?.message;
      if (again === undefined) return undefined;
      book.repeated(again, delayUs);
      kernel.schedule(nowUs + delayUs, EVENT.deliver, again.to, 0, again);
      return undefined;
    },
  };
}
