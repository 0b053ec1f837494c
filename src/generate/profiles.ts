/**
 * Swarm profiles (Groce et al., "Swarm Testing", ISSTA 2012): half of the scenarios take the
 * system's profile as it is, half re-draw its knobs, because a mix finds what either alone misses
 * (a hand-tuned profile is better on the average bug, a swarm on the odd one).
 */

import type { FaultKind } from '../scenario/fault.js';
import type { Profile, Range } from '../scenario/profile.js';
import type { Dice } from './dice.js';

/** A profile with some fault kinds left out, others favoured, and narrower ranges. */
export function swarm(dice: Dice, profile: Profile): Profile {
  const kinds = Object.entries(profile.faultWeights).flatMap(([kind, weight]) =>
    weight > 0 ? [kind as FaultKind] : [],
  );
  const kept = kinds.filter(() => dice.chance(500_000));
  const chosen = kept.length === 0 && kinds.length > 0 ? [dice.pick(kinds)] : kept;
  const faultWeights = Object.fromEntries(
    chosen.map((kind) => [
      kind,
      (profile.faultWeights[kind] ?? 0) * dice.integer({ min: 1, max: 4 }),
    ]),
  );
  return {
    ...profile,
    clients: narrow(dice, profile.clients),
    keys: narrow(dice, profile.keys),
    operations: narrow(dice, profile.operations),
    loadUs: narrow(dice, profile.loadUs),
    latencies: [dice.pick(profile.latencies)],
    lossPpm: quiet(dice, profile.lossPpm),
    duplicationPpm: quiet(dice, profile.duplicationPpm),
    faultUs: narrow(dice, profile.faultUs),
    faultWeights,
  };
}

function narrow(dice: Dice, range: Range): Range {
  const [a, b] = [dice.integer(range), dice.integer(range)];
  return { min: Math.min(a, b), max: Math.max(a, b) };
}

/** Nothing at all, half of the time. */
function quiet(dice: Dice, range: Range): Range {
  return dice.chance(500_000) ? { min: 0, max: 0 } : range;
}
