/**
 * One question to the complete checks: whichever of them knows the level.
 */

import type { CheckOptions } from '../../checker.js';
import type { Certificate } from '../../certificate.js';
import type { Level, LevelAnswer } from '../levels/level.js';
import { decideStrongLevel } from '../levels/polygraph/decide-strong-level.js';
import { decideWeakLevel, WEAK_AXIOMS } from '../levels/weak/decide-weak-level.js';
import type { Observation } from '../observation.js';

/** Decides a level by the algorithm for its axiom. */
export function decideLevel(
  observation: Observation,
  level: Level,
  options: CheckOptions,
): LevelAnswer {
  const engine = WEAK_AXIOMS.includes(level.axiom) ? decideWeakLevel : decideStrongLevel;
  return engine(observation, level, options);
}

/** The certificate of an answer about `model`, in the transactions of the history. */
export function certificateOf(
  observation: Observation,
  model: string,
  answer: Exclude<LevelAnswer, { kind: 'unknown' }>,
): Certificate {
  const { transaction } = observation;
  if (answer.kind === 'holds') {
    const { order, snapshots } = answer;
    return {
      kind: 'commit-order',
      model,
      order: order.map((node) => transaction[node]!),
      ...(snapshots === undefined ? {} : { snapshots }),
    };
  }
  const operations = Array.from(answer.involved, (node) => transaction[node]!);
  return {
    kind: 'core',
    model,
    operations: operations.filter((place) => place >= 0).sort((left, right) => left - right),
  };
}
