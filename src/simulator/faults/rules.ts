/**
 * Faults that act on one message at a time: a rule while they act, dice keyed by the message and
 * the fault's id, and a line in the trace for each message that is not what its sender sent.
 */

import type { FaultKind, FaultOf } from '../../scenario/fault.js';
import { below, hashString, mix } from '../../scenario/randomness.js';
import { KIND } from '../../trace/recorder.js';
import type { Rule } from '../interference.js';
import type { Kernel } from '../kernel.js';
import type { Message } from '../messages.js';
import type { Effect } from './effect.js';

const MILLION = 1_000_000;

/** Salts that keep the draws of one fault for one message apart. */
const SALT = { hit: 11, choice: 12 } as const;

/** Characters of a change that the trace keeps. */
const CHANGE_LENGTH_MAX = 80;

/** What a rule needs of the run: its fault's dice, and where to say what it did. */
export class RuleBook {
  private readonly salt: number;

  constructor(
    readonly kernel: Kernel,
    readonly index: number,
    private readonly id: string,
  ) {
    this.salt = hashString(id) | 0;
  }

  /** Whether this fault hits the message: the same answer whatever else happens in the run. */
  hits(message: Message, ppm: number): boolean {
    return below(mix(this.keyed(message), SALT.hit), MILLION) < ppm;
  }

  /** A hash for choices about this message. */
  choice(message: Message): number {
    return mix(this.keyed(message), SALT.choice);
  }

  /** A hash for choices about something that is not one message, such as a value. */
  about(hash: number): number {
    return mix(mix(hash, this.kernel.seed), this.salt);
  }

  tookEffect(): void {
    this.kernel.faults.tookEffect([this.index]);
  }

  /** The fault kept the message from its receiver. */
  drop(message: Message, why: string): void {
    this.kernel.post.drop(this.kernel.nowUs, message, why, [this.index]);
  }

  /** The message is not what its sender sent; `what` says in a few words in which way. */
  changed(message: Message, what: string): void {
    this.record(KIND.change, message, what, hashString(what) | 0);
  }

  /** An older message of the link is delivered again, `delayUs` from now. */
  repeated(message: Message, delayUs: number): void {
    this.record(KIND.repeat, message, '', delayUs);
  }

  /** The message waits for the end of the fault. */
  held(message: Message): void {
    this.record(KIND.hold, message, '', 0);
  }

  /** A message that nobody sent is on its way, in answer to the one that was. */
  forged(message: Message, answered: Message, delayUs: number): void {
    this.record(KIND.forge, { ...message, id: answered.id }, message.body.type, delayUs);
  }

  private record(kind: number, message: Message, what: string, detail: number): void {
    const { trace, nowUs } = this.kernel;
    this.tookEffect();
    const text = what === '' ? this.id : `${this.id} ${what.slice(0, CHANGE_LENGTH_MAX)}`;
    trace.add(kind, nowUs, message.from, message.to, trace.intern(text), message.id, detail);
  }

  private keyed(message: Message): number {
    return this.about(message.hash);
  }
}

/** A fault that is a rule while it acts. */
export function ruling<Kind extends FaultKind>(
  ruleOf: (fault: FaultOf<Kind>, book: RuleBook) => Omit<Rule, 'fault'>,
): Effect<Kind> {
  return {
    begin(kernel, fault, index) {
      const book = new RuleBook(kernel, index, fault.id);
      kernel.interference.add({ ...ruleOf(fault, book), fault: index });
    },
    end: (kernel, _fault, index) => kernel.interference.remove(index),
  };
}

/** Whether messages between two nodes that differ are `node`'s, and `peer`'s if that is given. */
export function touching(
  kernel: Kernel,
  node: string,
  peer?: string,
): (message: Message) => boolean {
  const at = kernel.indexOf(node);
  const other = peer === undefined ? undefined : kernel.indexOf(peer);
  return ({ from, to }) => {
    if (from === to || (from !== at && to !== at)) return false;
    return other === undefined || from === other || to === other;
  };
}

/** Whether a message goes from one of these to another one of those. */
export function crossing(
  kernel: Kernel,
  from: readonly string[],
  to: readonly string[],
): (message: Message) => boolean {
  const senders = new Set(from.map((name) => kernel.indexOf(name)));
  const receivers = new Set(to.map((name) => kernel.indexOf(name)));
  return (message) =>
    message.from !== message.to && senders.has(message.from) && receivers.has(message.to);
}

/** Whether a message is of this type; of any, if none is given. */
export function ofType(type: string | undefined): (message: Message) => boolean {
  return type === undefined ? () => true : ({ body }) => body.type === type;
}
