/**
 * Probabilistic concurrency testing for messages (Burckhardt, Kothari, Musuvathi, Nagarakatte,
 * ASPLOS 2010; chains of messages: Ozkan, Majumdar, Niksic, Befrouei, Weissenbacher, OOPSLA 2018).
 * What one cause sends over one link has one random priority, and at a few random moments a link
 * falls to the lowest. Here priorities act through time, as delays, and links stand for a
 * decomposition into chains; the guarantees of the papers are not claimed.
 */

import type * as fc from 'fast-check';
import type { Scenario } from '../scenario/scenario.js';

/** So long a message of the highest priority takes. */
const LATENCY_US = 1_000;

/** A message of the lowest priority comes after dozens of the highest. */
const HOLD_US = 40_000;

/** The scenarios with priorities in place of their latencies; everything else stays drawn. */
export function withPriorities(
  scenarios: fc.Arbitrary<Scenario>,
  depth: number,
): fc.Arbitrary<Scenario> {
  return scenarios.map((scenario) => ({
    ...scenario,
    network: {
      ...scenario.network,
      latency: { kind: 'fixed', us: LATENCY_US },
      schedule: { kind: 'pct', depth, holdUs: HOLD_US, untilUs: scenario.healAtUs },
    },
  }));
}
