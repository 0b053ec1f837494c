/**
 * Pins each operation to the moment at which it began. Until then an operation that waited for its
 * client's previous one would begin earlier, and meet another network, as soon as that one is
 * removed.
 */

import type { Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { inOrder } from './canonical.js';

/**
 * The scenario with explicit starts, in their order; an operation begins when its first message is
 * sent.
 */
export function pinStarts(scenario: Scenario, postings: readonly Posting[]): Scenario {
  const startUs = new Map<string, number>();
  for (const { message, sentUs } of postings) {
    if (!startUs.has(message.cause)) startUs.set(message.cause, sentUs);
  }
  const program = scenario.program.map((operation) => {
    const us = startUs.get(`op ${operation.id}`) ?? 0;
    return us > operation.atUs ? { ...operation, atUs: us } : operation;
  });
  return { ...scenario, program: inOrder(program) };
}
