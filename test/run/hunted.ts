/**
 * A counterexample as a hunt finds it: abd without write-back, shrunk.
 */

import type { Counterexample } from '../../src/report/counterexample.js';
import { hunt } from '../../src/run/hunt.js';
import type { HuntOptions } from '../../src/run/hunt.js';
import { abd } from '../../src/systems/abd.js';
import { registers } from './registers.js';

/** Options under which a violation is found. */
export const HUNT: HuntOptions = {
  system: abd,
  workload: registers,
  bugs: ['no-write-back'],
  seed: 1,
  scenariosMax: 3_000,
  measureOdds: false,
};

/** What the hunt found. */
export async function huntedCounterexample(
  options: Partial<HuntOptions> = {},
): Promise<Counterexample> {
  const { counterexample } = await hunt({ ...HUNT, ...options });
  if (counterexample === undefined) throw new Error('the hunt found nothing');
  return counterexample;
}
