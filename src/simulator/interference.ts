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
  /** As it arrives: `false` if the receiver must not see it; the rule keeps or drops it. */
  arrive?(message: Message, nowUs: number): boolean;
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
    this.rules = this.rules.filter((rule) => rule.fault !== fault);
    this.isActive = this.rules.length > 0;
  }

  send(message: Message, fate: Fate, nowUs: number): Message {
    let travelling = message;
    for (const rule of this.rules) {
      travelling = rule.send?.(travelling, fate, nowUs) ?? travelling;
    }
    return travelling;
  }

  arrive(message: Message, nowUs: number): boolean {
    return this.rules.every((rule) => rule.arrive?.(message, nowUs) ?? true);
  }
}
