/**
 * The same number of things, each of them simpler: a write becomes a read, a final operation an
 * ordinary one, a fault a weaker one, names become canonical.
 */

import type { Deviation, Scenario } from '../../scenario/scenario.js';
import { NAMINGS } from '../canonical.js';
import { weakerFaults } from '../faults/all.js';
import { oneByOne } from './pass.js';
import type { Pass } from './pass.js';
import { replaced } from './removal.js';

/** Each operation asks for less: a write becomes a read, a final operation an ordinary one. */
export const asksPass: Pass = {
  name: 'asks',
  rerolls: 0,
  candidates: (scenario, from, { simplify }) =>
    oneByOne(scenario.program, from, function* (operation, at) {
      for (const ask of simplify?.(operation) ?? []) {
        const { key: _, ...rest } = operation;
        yield { ...scenario, program: replaced(scenario.program, at, { ...rest, ...ask }) };
      }
      if (operation.phase !== 'final') return;
      const { phase: _, ...ordinary } = operation;
      yield { ...scenario, program: replaced(scenario.program, at, ordinary) };
    }),
};

/**
 * Weaker faults: crash to pause to delay, fewer nodes, an isolated server in place of stranger
 * partitions.
 */
export const weakenPass: Pass = {
  name: 'weaken',
  rerolls: 0,
  candidates: (scenario, from) =>
    oneByOne(scenario.faults, from, function* (fault, at) {
      for (const weaker of weakerFaults(fault, scenario)) {
        yield { ...scenario, faults: replaced(scenario.faults, at, weaker) };
      }
    }),
};

/** A lost or doubled message becomes a late one: nothing is gone, it only comes out of order. */
export const latenessPass: Pass = {
  name: 'lateness',
  rerolls: 0,
  candidates: (scenario, from) =>
    oneByOne(scenario.deviations, from, function* (deviation, at) {
      if (deviation.kind === 'late') return;
      const late: Deviation = { ...deviation, kind: 'late', byUs: 2 * scenario.timeoutUs };
      yield { ...scenario, deviations: replaced(scenario.deviations, at, late) };
    }),
};

/** Canonical names, all at once or one kind after the other. */
export const namesPass: Pass = {
  name: 'names',
  rerolls: 0,
  *candidates(scenario, from) {
    if (from.at === 0) {
      const all = NAMINGS.reduce<Scenario>((named, naming) => naming.rename(named), scenario);
      yield [all, { size: 0, at: NAMINGS.length }];
    }
    yield* oneByOne(NAMINGS, from, (naming) => [naming.rename(scenario)]);
  },
};
