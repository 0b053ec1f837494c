/**
 * Prefix consistency, snapshot isolation and serializability, each alone, by process or in real
 * time: complete where it is known who read from whom (Papadimitriou 1979; Cerone and Gotsman, JACM
 * 2018). NP-complete, but hard only for histories with many choices that reads do not settle.
 */

import { Allowance, type Exhausted } from '../../../linearizability/allowance.js';
import type { LevelEngine } from '../level.js';
import { analyse } from './analyse.js';
import { decideAssumingTime, isTimeWorthAssuming } from './assume-time.js';
import { coreAmong } from './violation-core.js';

const BYTES_MAX = 2 ** 28;

/**
 * Decides `prefix`, `snapshot-isolation` or `serializable` with any order of commits. Real time
 * includes the order of each process, which says more where calls were not recorded. A violation
 * names a few transactions that are one by themselves, of which usually none can be left out; its
 * cycle, if it has one, may pass through others. `configurations` counts the steps of the search.
 * @throws RangeError for a weaker axiom
 */
export const decideStrongLevel: LevelEngine = (observation, level, options = {}) => {
  if (!['prefix', 'snapshot-isolation', 'serializable'].includes(level.axiom)) {
    throw new RangeError(`no axiom of a commit order: ${level.axiom}`);
  }
  const { shouldStop } = options;
  const allowance = new Allowance(1, options);
  const wordsMax = Math.floor((options.bytesMax ?? BYTES_MAX) / 4);
  const limits = { allowance, wordsMax, shouldStop };
  const assumed = isTimeWorthAssuming(observation, level)
    ? decideAssumingTime(observation, level, limits)
    : undefined;
  const analysis = assumed ?? analyse(observation, level, limits);
  const { configurations } = allowance;
  if (analysis.kind === 'holds') return { ...analysis, configurations };
  if (analysis.kind === 'exhausted') {
    return { kind: 'unknown', reason: reasonOf(allowance.exhausted), configurations };
  }
  const { involved, cycle } = analysis;
  const core =
    coreAmong({ observation, level, shouldStop }, involved) ??
    Int32Array.from({ length: observation.size - 1 }, (_, at) => at + 1);
  return { kind: 'violated', involved: core, ...(cycle && { cycle }), configurations };
};

function reasonOf(exhausted: Exhausted | undefined): string {
  switch (exhausted) {
    case 'memory':
      return 'the choices between versions take more memory than allowed; raise bytesMax';
    case 'stopped':
      return 'the check was stopped before the search was done';
    default:
      return 'the search took more decisions than allowed; raise configurationsMax';
  }
}
