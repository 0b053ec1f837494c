/**
 * Fault schedules: which faults act when, and on whom. Weighted by the profile; heavy on what
 * breaks real systems: one isolated node, one crash and restart, one slow or one-way link (Alquraan
 * et al., OSDI 2018).
 */

import type * as fc from 'fast-check';
import type { Fault, FaultKind } from '../scenario/fault.js';
import type { Profile } from '../scenario/profile.js';
import { DrawnArbitrary } from './dice.js';
import type { Dice } from './dice.js';

/** What a fault schedule is drawn for. */
export interface FaultSettings {
  readonly profile: Profile;
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  /** Faults begin in [0, loadUs). */
  readonly loadUs: number;
}

type Window = Pick<Fault, 'id' | 'atUs' | 'forUs'>;

/** Draws one schedule. */
export function drawFaults(dice: Dice, settings: FaultSettings): Fault[] {
  const { profile, loadUs } = settings;
  const { min, max } = profile.faults;
  const few = Math.max(min, Math.min(3, max));
  const count = dice.integer({ min, max: dice.chance(500_000) ? few : max });
  const faults: Fault[] = [];
  for (let number = 1; number <= count; number++) {
    const kind = dice.weighted<FaultKind>(profile.faultWeights);
    if (kind === undefined) break;
    const window = {
      id: `f${number}`,
      atUs: dice.below(loadUs),
      forUs: dice.integer(profile.faultUs),
    };
    faults.push(drawFault(dice, kind, window, settings));
  }
  return faults;
}

/** Random fault schedules; shrinks as part of a scenario, not alone. */
export function faultScheduleArbitrary(settings: FaultSettings): fc.Arbitrary<Fault[]> {
  return new DrawnArbitrary((dice) => drawFaults(dice, settings));
}

function drawFault(dice: Dice, kind: FaultKind, window: Window, settings: FaultSettings): Fault {
  const { servers, clients } = settings;
  const node = dice.pick(servers);
  switch (kind) {
    case 'partition':
      return drawPartition(dice, window, settings);
    case 'one-way':
      return drawOneWay(dice, window, node, settings);
    case 'client-link':
      return {
        ...window,
        kind,
        client: dice.pick(clients),
        direction: dice.pick(['request', 'reply', 'both'] as const),
        servers: dice.chance(300_000) ? servers : [node],
      };
    case 'loss':
      return { ...window, kind, node, ppm: dice.integer({ min: 100_000, max: 700_000 }), byUs: 0 };
    case 'duplication':
    case 'reordering': {
      const ppm = dice.integer({ min: 100_000, max: 700_000 });
      return { ...window, kind, node, ppm, byUs: dice.integer({ min: 1_000, max: 40_000 }) };
    }
    case 'delay':
      return {
        ...window,
        kind,
        node,
        ppm: 1_000_000,
        byUs: dice.integer({ min: 2_000, max: 60_000 }),
      };
    case 'crash':
    case 'pause':
      return { ...window, kind, node };
    case 'slow':
      return { ...window, kind, node, byUs: dice.integer({ min: 500, max: 10_000 }) };
    case 'clock-offset':
    case 'clock-jump': {
      const byUs = dice.integer({ min: 1_000, max: 500_000 });
      return { ...window, kind, node, byUs: dice.chance(500_000) ? byUs : -byUs };
    }
    case 'clock-drift': {
      const ppm = dice.integer({ min: 10_000, max: 400_000 });
      return { ...window, kind, node, ppm: dice.chance(500_000) ? ppm : -ppm };
    }
  }
}

function drawPartition(dice: Dice, window: Window, settings: FaultSettings): Fault {
  const { servers, clients, profile } = settings;
  const shape = dice.weighted({ isolate: 5, halves: 3, bridge: servers.length > 2 ? 2 : 0 });
  const shuffled = dice.shuffle(servers);
  const half = Math.max(1, Math.floor(servers.length / 2));
  const parts = dice.chance(profile.clientsPartedPpm);
  const [left, right] = parts ? splitClients(dice, clients) : [[], []];
  const parted = (first: string[], second: string[]): string[][] => [
    [...first, ...left],
    [...second, ...right],
  ];
  const kind = 'partition';
  switch (shape) {
    case 'halves':
      return {
        ...window,
        kind,
        shape,
        groups: parted(shuffled.slice(0, half), shuffled.slice(half)),
      };
    case 'bridge': {
      const [middle, ...others] = shuffled as [string, ...string[]];
      const side = Math.floor(others.length / 2);
      const groups = [
        [middle, ...others.slice(0, side), ...left],
        [middle, ...others.slice(side), ...right],
      ];
      return { ...window, kind, shape, groups };
    }
    default:
      return {
        ...window,
        kind,
        shape: 'isolate',
        groups: parted(shuffled.slice(0, 1), shuffled.slice(1)),
      };
  }
}

function splitClients(dice: Dice, clients: readonly string[]): [string[], string[]] {
  const shuffled = dice.shuffle(clients);
  const cut = dice.below(clients.length + 1);
  return [shuffled.slice(0, cut), shuffled.slice(cut)];
}

function drawOneWay(dice: Dice, window: Window, node: string, settings: FaultSettings): Fault {
  const { servers, clients, profile } = settings;
  const parts = dice.chance(profile.clientsPartedPpm) || servers.length === 1;
  const others = parts ? clients : servers.filter((server) => server !== node);
  const peers = others.length > 0 && dice.chance(600_000) ? [dice.pick(others)] : others;
  const outgoing = dice.chance(500_000);
  return {
    ...window,
    kind: 'one-way',
    from: outgoing ? [node] : peers,
    to: outgoing ? peers : [node],
  };
}
