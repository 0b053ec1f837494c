/**
 * What active faults do to single messages beyond cutting, losing and delaying whole links: the
 * seam between the post and the faults that read or change a message. While no such fault acts it
 * costs one test.
 */

import type { Message } from './messages.js';
import type { Fate } from './network.js';

/** What one active fault does to messages. */
export interface Rule {
  /** Index of the fault in the scenario. */
  readonly fault: number;
  /**
   * As a message is sent, after its fate was drawn: may change the fate, and may answer another
   * message (same id) to travel in its place. Counts its own effects.
   */
  send?(message: Message, fate: Fate, nowUs: number): Message | undefined;
  /**
   * As it arrives: the message that the receiver sees, or `undefined` if it must see none now; the
   * rule keeps or drops it.
   */
  arrive?(message: Message, nowUs: number): Message | undefined;
  /** As its fault ends: lets go of what it kept. */
  close?(): void;
}

/** The rules that act now, in the order in which their faults began. */
export class Interference {
  isActive = false;
  private rules: Rule[] = [];

  add(rule: Rule): void {
    this.rules.push(rule);
    this.isActive = true;
  }

  remove(fault: number): void {
    const removed = this.rules.filter((rule) => rule.fault === fault);
    this.rules = this.rules.filter((rule) => rule.fault !== fault);
    this.isActive = this.rules.length > 0;
    for (const rule of removed) rule.close?.();
  }

  send(message: Message, fate: Fate, nowUs: number): Message {
    let travelling = message;
    for (const rule of this.rules) {
      travelling = rule.send?.(travelling, fate, nowUs) ?? travelling;
    }
    return travelling;
  }

  arrive(message: Message, nowUs: number): Message | undefined {
    let arriving: Message | undefined = message;
    for (const rule of this.rules) {
      if (rule.arrive === undefined) continue;
      arriving = rule.arrive(arriving, nowUs);
      if (arriving === undefined) return undefined;
    }
    return arriving;
  }
}
