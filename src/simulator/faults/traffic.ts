/**
 * How messages travel: garbled, held, slow by distance or by width, or too big to pass.
 */

import { below, hashString, mix } from '../../scenario/randomness.js';
import type { LinkQualityFault } from '../../scenario/faults/links.js';
import type { BandwidthFault, TrafficFault } from '../../scenario/faults/traffic.js';
import { EVENT } from '../event-kinds.js';
import type { Rule } from '../interference.js';
import type { Message } from '../messages.js';
import { garbled, leavesOf, nameOf, withLeaf } from '../mutation.js';
import { drawLatency } from '../network.js';
import { sizeOf } from '../size.js';
import type { Effect, Effects } from './effect.js';
import { crossing, ofType, ruling, touching } from './rules.js';
import type { RuleBook } from './rules.js';

const SECOND_US = 1_000_000;

/** The faults of how messages travel. */
export const trafficEffects: Effects<TrafficFault['kind']> = {
  corruption: ruling(({ node, ppm, field }, book) => {
    const touches = touching(book.kernel, node);
    return {
      send(message, { lost }) {
        if (lost || !touches(message) || !book.hits(message, ppm)) return undefined;
        return corrupted(message, field, book);
      },
    };
  }),

  hold: ruling(({ from, to, type }, book) => {
    const { kernel } = book;
    const crosses = crossing(kernel, from, to);
    const isMeant = ofType(type);
    const kept: Message[] = [];
    return {
      arrive(message) {
        if (!crosses(message) || !isMeant(message)) return message;
        book.held(message);
        kept.push(message);
        return undefined;
      },
      close() {
        for (const message of kept.sort((left, right) => left.id - right.id)) {
          kernel.schedule(kernel.nowUs, EVENT.deliver, message.to, 0, message);
        }
      },
    };
  }),

  latency: ruling(({ from, to, latency }, book) => {
    const { kernel } = book;
    const crosses = crossing(kernel, from, to);
    return {
      send(message, fate) {
        if (fate.lost || !crosses(message)) return undefined;
        book.tookEffect();
        const usualUs = kernel.network.latencyUs(mix(message.hash, kernel.seed));
        // Where two such faults meet, the usual latency has been taken away already.
        const addedUs = Math.max(0, fate.delayUs - usualUs);
        fate.delayUs = addedUs + drawLatency(latency, book.choice(message));
        return undefined;
      },
    };
  }),

  geography: ruling(({ groups, betweenUs }, book) => {
    const regions = new Map(
      groups.flatMap((group, region) =>
        group.map((name) => [book.kernel.indexOf(name), region] as const),
      ),
    );
    return {
      send({ from, to }, fate) {
        const here = regions.get(from);
        const there = regions.get(to);
        if (fate.lost || from === to || here === undefined || there === undefined) return undefined;
        const byUs = betweenUs[here]?.[there] ?? 0;
        if (byUs > 0) book.tookEffect();
        fate.delayUs += byUs;
        return undefined;
      },
    };
  }),

  bandwidth: ruling(narrowLine),

  'message-limit': ruling(({ node, maxBytes }, book) => {
    const touches = touching(book.kernel, node);
    return {
      send(message, fate) {
        if (fate.lost || !touches(message) || sizeOf(message.body) <= maxBytes) return undefined;
        book.tookEffect();
        fate.lost = true;
        return undefined;
      },
    };
  }),
};

function corrupted(
  message: Message,
  field: string | undefined,
  book: RuleBook,
): Message | undefined {
  const leaves = leavesOf(message.body).filter(
    ({ path, value }) => value !== null && (field === undefined || path.includes(field)),
  );
  if (leaves.length === 0) return undefined;
  const hash = book.choice(message);
  const leaf = leaves[below(hash, leaves.length)] as (typeof leaves)[number];
  const value = garbled(leaf.value, mix(hash, hashString(nameOf(leaf))));
  book.changed(message, `${nameOf(leaf)}: ${String(leaf.value)} became ${String(value)}`);
  return { ...message, body: withLeaf(message.body, leaf.path, value) };
}

/** A queue that empties at a constant rate: all that counts is when it will be empty. */
function narrowLine(fault: BandwidthFault, book: RuleBook): Pick<Rule, 'send'> {
  const { bytesPerSecond, queueBytes, overflow } = fault;
  const sender = book.kernel.indexOf(fault.node);
  let emptyAtUs = 0;
  return {
    send(message, fate, nowUs) {
      if (fate.lost || message.from !== sender || message.to === sender) return undefined;
      book.tookEffect();
      const waitingBytes = Math.floor(
        (Math.max(0, emptyAtUs - nowUs) * bytesPerSecond) / SECOND_US,
      );
      if (overflow === 'drop' && waitingBytes > queueBytes) {
        fate.lost = true;
        return undefined;
      }
      const tookUs = Math.ceil((sizeOf(message.body) * SECOND_US) / bytesPerSecond);
      emptyAtUs = Math.max(emptyAtUs, nowUs) + tookUs;
      fate.delayUs += emptyAtUs - nowUs;
      return undefined;
    },
  };
}

/** Loss, doubling and lateness of some messages only: of a type, or of one link. */
export const pickyQuality: Effect<LinkQualityFault['kind']> = ruling<LinkQualityFault['kind']>(
  (fault, book) => {
    const touches = touching(book.kernel, fault.node, fault.peer);
    const isMeant = ofType(fault.type);
    return {
      send(message, fate) {
        if (fate.lost || !touches(message) || !isMeant(message)) return undefined;
        if (fault.kind === 'delay') fate.delayUs += fault.byUs;
        else if (!book.hits(message, fault.ppm)) return undefined;
        const laterUs = below(book.choice(message), fault.byUs + 1);
        if (fault.kind === 'loss') fate.lost = true;
        else if (fault.kind === 'duplication') fate.copyDelayUs = laterUs;
        else if (fault.kind === 'reordering') fate.delayUs += laterUs;
        book.tookEffect();
        return undefined;
      },
    };
  },
);
