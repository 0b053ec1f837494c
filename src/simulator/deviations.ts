/**
 * Deviations: what the scenario does to single messages, found by the hash of their identity in
 * constant time.
 */

import type { Deviation, MessageIdentity } from '../scenario/scenario.js';
import { hashString } from '../scenario/randomness.js';
import { causeHash, messageHash, streamHash } from './causes.js';

/** The deviations of a scenario, found by message. */
export class DeviationTable {
  private readonly byHash = new Map<number, Deviation[]>();

  /**
   * @param nodeIndex index of a node by name; a deviation that names an unknown node never acts.
   */
  constructor(deviations: readonly Deviation[], nodeIndex: ReadonlyMap<string, number>) {
    for (const deviation of deviations) {
      const { cause, type, from, to, nth } = deviation.message;
      const sender = nodeIndex.get(from);
      const receiver = nodeIndex.get(to);
      if (sender === undefined || receiver === undefined) continue;
      const stream = streamHash(causeHash(cause), hashString(type) | 0, sender, receiver);
      const hash = messageHash(stream, nth);
      const known = this.byHash.get(hash);
      if (known === undefined) this.byHash.set(hash, [deviation]);
      else known.push(deviation);
    }
  }

  get isEmpty(): boolean {
    return this.byHash.size === 0;
  }

  /**
   * Deviations of the message with this hash; `identity` is built only to rule out an equal hash.
   */
  of(hash: number, identity: () => MessageIdentity): readonly Deviation[] {
    const candidates = this.byHash.get(hash);
    if (candidates === undefined) return [];
    const { cause, type, from, to, nth } = identity();
    return candidates.filter(
      ({ message }) =>
        message.cause === cause &&
        message.type === type &&
        message.from === from &&
        message.to === to &&
        message.nth === nth,
    );
  }
}
