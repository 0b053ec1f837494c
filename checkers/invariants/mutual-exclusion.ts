/**
 * Mutual exclusion under leases: at no time do two holders both rely on the same lock. Who has
 * acquired it relies on it until it releases it or, by its own reckoning, the lease ends (Gray and
 * Cheriton, "Leases", SOSP 1989, section 2).
 */

import type { Trace } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';
import { atText, verdictOf } from './notes.js';
import type { Breach, Noted } from './notes.js';

const NAME = 'mutual-exclusion';

/** Somebody relies on the lock until then. */
interface Hold {
  readonly acquired: Noted;
  readonly holder: unknown;
  readonly untilUs: number;
}

/**
 * At most one holder of each lock, by the notes `acquired { lock, holder, forUs }` and
 * `released { lock, holder }`; a holder that acquires again extends its lease. Linear; legal where
 * there are none.
 */
export const mutualExclusion: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const holds = new Map<unknown, Hold>();
  let judged = 0;
  for (const [id, note] of trace.notes.entries()) {
    const { lock, holder, forUs } = note.data;
    if (lock === undefined || holder === undefined) continue;
    const held = holds.get(lock);
    if (note.label === 'released') {
      if (held?.holder === holder) holds.delete(lock);
    } else if (note.label === 'acquired' && typeof forUs === 'number') {
      judged++;
      const acquired = { id, note };
      if (held !== undefined && held.holder !== holder && held.untilUs > note.atUs) {
        return verdictOf(trace, NAME, judged, describe(held, acquired));
      }
      holds.set(lock, { acquired, holder, untilUs: note.atUs + forUs });
    }
  }
  return verdictOf(trace, NAME, judged, undefined);
}

function describe({ acquired, holder, untilUs }: Hold, second: Noted): Breach {
  const { lock, holder: other } = second.note.data;
  return {
    witnesses: [acquired, second],
    anomaly: {
      kind: 'two-holders',
      message: `${String(holder)} and ${String(other)} both hold the lock ${String(lock)}`,
      explanation: [
        `At ${atText(acquired)} ${String(holder)} acquired ${String(lock)}, and may rely on it ` +
          `until ${untilUs / 1000} ms.`,
        `At ${atText(second)} ${String(other)} acquired it too, and nobody had released it.`,
      ],
    },
  };
}
