/**
 * Whole scenarios: topology, network, program and faults from one profile. The phases are load
 * under faults, heal, final reads.
 */

import type * as fc from 'fast-check';
import type { Profile } from '../scenario/profile.js';
import { SCENARIO_VERSION } from '../scenario/scenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { DrawnArbitrary } from './dice.js';
import type { Dice, Shrink } from './dice.js';
import { drawFaults } from './fault-schedules.js';
import type { ProgramSource } from './program-source.js';
import { swarm } from './profiles.js';
import { drawProgram } from './programs.js';

/** What scenarios are drawn from. */
export interface ScenarioSettings {
  readonly system: { readonly name: string; readonly bugs: readonly string[] };
  readonly source: ProgramSource;
  readonly profile: Profile;
  /** Share of the scenarios with re-drawn knobs, per million; default half. */
  readonly swarmPpm?: number;
  /** Smaller scenarios to try after a failure; default: none. */
  readonly shrink?: Shrink<Scenario>;
}

/** Draws one scenario. */
function drawScenario(dice: Dice, settings: ScenarioSettings): Scenario {
  const { system, source, swarmPpm = 500_000 } = settings;
  const profile = dice.chance(swarmPpm) ? swarm(dice, settings.profile) : settings.profile;
  const servers = dice.pick(profile.servers);
  const loadUs = dice.integer(profile.loadUs);
  // The heal leaves time for the last operations of the load to end.
  const healAtUs = loadUs + profile.timeoutUs;
  const program = drawProgram(dice, { source, profile, loadUs, healAtUs });
  const clients = program.reduce(
    (count, { client }) => Math.max(count, Number(client.slice(1)) + 1),
    1,
  );
  const names = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return {
    version: SCENARIO_VERSION,
    system,
    workload: source.name,
    topology: { servers, clients },
    network: {
      latency: dice.pick(profile.latencies),
      lossPpm: dice.integer(profile.lossPpm),
      duplicationPpm: dice.integer(profile.duplicationPpm),
      reorderingPpm: 0,
      reorderingUs: 20_000,
    },
    disk: profile.disk,
    timeoutUs: profile.timeoutUs,
    healAtUs,
    program,
    faults: drawFaults(dice, {
      profile,
      servers: names('n', servers),
      clients: names('c', clients),
      loadUs,
    }),
    deviations: [],
    seed: dice.integer({ min: 0, max: 0x7fffffff }),
  };
}

/** Random scenarios for `fc.assert` and for campaigns. */
export function scenarioArbitrary(settings: ScenarioSettings): fc.Arbitrary<Scenario> {
  return new DrawnArbitrary((dice) => drawScenario(dice, settings), settings.shrink);
}
