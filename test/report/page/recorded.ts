/**
 * Histories at random for the pages, with crashes, failures, texts of all sorts, and times or none.
 */

import * as fc from 'fast-check';
import type { Event } from '../../../src/history/event.js';
import { toHistory } from '../../../src/history/history.js';
import type { History } from '../../../src/history/operation.js';

interface Step {
  readonly process: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly value: string | number | null;
  readonly us: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  process: fc.nat(4),
  outcome: fc.constantFrom('ok', 'ok', 'ok', 'fail', 'info'),
  value: fc.oneof(fc.nat(5), fc.constant(null), fc.string({ unit: 'grapheme' })),
  us: fc.nat(5_000_000),
});

/** Each step begins an operation of its process, or ends the one that is open. */
export const anyHistory: fc.Arbitrary<History> = fc
  .tuple(fc.array(step, { maxLength: 60 }), fc.boolean())
  .map(([steps, hasTimes]) => {
    const open = new Map<number, string>();
    const crashes = new Map<number, number>();
    const events: Event[] = [];
    let us = 1_700_000_000_000_000;
    for (const { process: thread, outcome, value, us: later } of steps) {
      us += later;
      const process = thread + 5 * (crashes.get(thread) ?? 0);
      const f = open.get(thread);
      const time = hasTimes ? { timeNs: BigInt(us) * 1000n } : {};
      const about = { index: events.length, process, ...time };
      if (f === undefined) {
        const asked = value === null ? 'read' : 'write';
        open.set(thread, asked);
        events.push({ ...about, type: 'invoke', f: asked, value });
        continue;
      }
      open.delete(thread);
      if (outcome === 'info') crashes.set(thread, (crashes.get(thread) ?? 0) + 1);
      events.push({ ...about, type: outcome, f, value });
    }
    return toHistory(events);
  });
