/**
 * Availability: which share of the operations of clients succeeded, as Maelstrom reports it.
 */

import { clientEvents } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer } from './judgement.js';

/** What is asked for. */
export interface AvailabilityOptions {
  /** The least share of operations that succeed, 0 to 1; default: any. */
  readonly required?: number;
}

/**
 * Measures `ok-fraction`, and `nines`: 3 when one in a thousand operations did not succeed, `null`
 * when all did. Invocations that never end count as not succeeded. Linear.
 */
export function availability(options: AvailabilityOptions = {}): EventChecker {
  const required = options.required ?? 0;
  return {
    name: 'availability',
    check(events) {
      let begun = 0;
      let ended = 0;
      let ok = 0;
      for (const { type } of clientEvents(events)) {
        if (type === 'invoke') begun++;
        else ended++;
        if (type === 'ok') ok++;
      }
      const count = Math.max(begun, ended);
      const fraction = count === 0 ? 1 : ok / count;
      const enough = fraction >= required;
      const nines = fraction === 1 ? null : -Math.log10(1 - fraction) + 0;
      return answer('availability', {
        judged: events.length,
        result: { 'valid?': enough, 'ok-fraction': fraction, nines },
        findings: enough
          ? []
          : [
              {
                kind: 'unavailable',
                message: `${percent(fraction)} of operations succeeded, not ${percent(required)}`,
                explanation: [`${ok} of ${count} operations succeeded.`],
                events: [],
              },
            ],
      });
    },
  };
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(6))} %`;
}
