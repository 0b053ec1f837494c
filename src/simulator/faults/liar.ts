/**
 * A server that lies (Lamport, Shostak, Pease, TOPLAS 1982): it runs the protocol as written, and
 * some of the messages it sends are changed on their way out. A cluster may know better lies of its
 * protocol (`Cluster.byzantine`); these fit any messages that are plain data.
 */

import { canonicalKey } from '../../history/equality.js';
import type { ByzantineFault } from '../../scenario/faults/behaviour.js';
import { below, hashString, mix } from '../../scenario/randomness.js';
import { EVENT } from '../event-kinds.js';
import type { Rule } from '../interference.js';
import type { Message, ReplyMessage, RequestMessage } from '../messages.js';
import { datedBack, falsified, leavesOf, nameOf, valueLeaves, withLeaf } from '../mutation.js';
import type { Answer, Body } from '../node.js';
import type { RuleBook } from './rules.js';

/** Older messages kept of each type. */
const MEMORY = 16;

/** The lies of one fault. */
export function liar(fault: ByzantineFault, book: RuleBook): Pick<Rule, 'send' | 'arrive'> {
  const { kernel } = book;
  const self = kernel.indexOf(fault.node);
  const sent = new Map<string, Body[]>();
  return {
    send(message, fate) {
      if (message.from !== self || message.to === self) return undefined;
      const older = remembered(sent, message.body);
      if (fate.lost || !book.hits(message, fault.ppm)) return undefined;
      const body = lieOf(fault, message, older, sent, book);
      if (body === undefined || canonical(body) === canonical(message.body)) return undefined;
      book.changed(message, difference(message.body, body));
      return { ...message, body, type: kernel.trace.intern(body.type) };
    },
    arrive(message) {
      if (fault.behaviour !== 'forge-ack' || message.to !== self) return message;
      if (message.body.type !== 'request' || !book.hits(message, fault.ppm)) return message;
      answerAtOnce(message, book);
      return undefined;
    },
  };
}

/** The older bodies of the type; the new one joins them. */
function remembered(sent: Map<string, Body[]>, body: Body): readonly Body[] {
  const older = sent.get(body.type) ?? [];
  sent.set(body.type, [...older.slice(1 - MEMORY), body]);
  return older;
}

function lieOf(
  { behaviour }: ByzantineFault,
  message: Message,
  older: readonly Body[],
  sent: ReadonlyMap<string, readonly Body[]>,
  book: RuleBook,
): Body | undefined {
  const { kernel } = book;
  const choice = book.choice(message);
  let draws = 0;
  const random = (bound: number): number => below(mix(choice, ++draws), bound);
  const to = kernel.hosts[message.to]?.name ?? '';
  const own = kernel.cluster.byzantine?.(behaviour, message.body, to, random);
  if (own !== undefined) return own;
  switch (behaviour) {
    case 'lie':
      return withLies(message.body, (value) => book.about(hashString(value) | 0));
    case 'equivocate':
      return withLies(message.body, (value) => mix(book.about(hashString(value) | 0), message.to));
    case 'forge-ack':
      return granted(message.body);
    case 'stale-vote': {
      const old = older[random(older.length)];
      return old === undefined ? undefined : datedBack(message.body, old);
    }
    case 'replay': {
      const all = [...sent.values()].flat().filter((body) => body !== message.body);
      return all[random(all.length)];
    }
  }
}

/** The same value becomes the same lie wherever it occurs, so that the lies fit each other. */
function withLies(body: Body, hashOf: (value: string) => number): Body {
  return valueLeaves(body).reduce(
    (lied, { path, value }) => withLeaf(lied, path, falsified(value, hashOf(String(value)))),
    body,
  );
}

/** Every no becomes a yes; a refused operation one that was done. */
function granted(body: Body): Body {
  const { answer } = body as Partial<ReplyMessage>;
  if (body.type === 'reply' && answer?.type === 'fail') {
    const done: Answer = { type: 'ok', value: null };
    return { ...body, answer: done } as Body;
  }
  return leavesOf(body)
    .filter(({ value }) => value === false)
    .reduce((yes, { path }) => withLeaf(yes, path, true), body);
}

/** The request is not served at all: its client hears that what it asked has been done. */
function answerAtOnce(message: Message, book: RuleBook): void {
  const { kernel } = book;
  const { id, value } = (message.body as RequestMessage).request;
  const answer: Answer = { type: 'ok', value };
  const body = { type: 'reply', operation: id, answer } as ReplyMessage;
  const forged: Message = {
    ...message,
    id: kernel.post.sent++,
    from: message.to,
    to: message.from,
    type: kernel.trace.intern(body.type),
    body,
    hash: book.choice(message),
    nth: 1,
    // Where the request is a call, this is its response.
    call: message.call === 0 ? 0 : -message.call,
  };
  const delayUs = kernel.network.latencyUs(mix(forged.hash, kernel.seed));
  book.forged(forged, message, delayUs);
  kernel.schedule(kernel.nowUs + delayUs, EVENT.deliver, forged.to, 0, forged);
}

/** What the lie changed, in a few words. */
function difference(truth: Body, lie: Body): string {
  if (truth.type !== lie.type) return `${truth.type} became ${lie.type}`;
  const before = new Map(leavesOf(truth).map((leaf) => [nameOf(leaf), String(leaf.value)]));
  const changes = leavesOf(lie).flatMap((leaf) => {
    const was = before.get(nameOf(leaf));
    const is = String(leaf.value);
    return was === is ? [] : [`${nameOf(leaf)}: ${was ?? 'nothing'} became ${is}`];
  });
  return changes.slice(0, 2).join(', ') || `another ${lie.type}`;
}

function canonical(body: Body): string {
  return canonicalKey(body as never);
}
