/**
 * The same number of things, each of them simpler: a write becomes a read, a final operation an
 * ordinary one, a fault a weaker one, names become canonical.
 */

import type { Fault } from '../../scenario/fault.js';
import type { Deviation, Scenario } from '../../scenario/scenario.js';
import { NAMINGS } from '../canonical.js';
import { severity } from '../cost.js';
import { oneByOne } from './pass.js';
import type { Pass } from './pass.js';
import { replaced, without } from './removal.js';

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

/** Weaker forms of a fault, weakest first. */
export function weakerFaults(fault: Fault, scenario: Scenario): Fault[] {
  return formsOf(fault, scenario).filter((form) => severity(form) < severity(fault));
}

function formsOf(fault: Fault, scenario: Scenario): Fault[] {
  const { id, atUs, forUs } = fault;
  const window = { id, atUs, forUs };
  switch (fault.kind) {
    case 'crash':
    case 'pause':
    case 'slow': {
      const { node } = fault;
      const byUs = fault.kind === 'slow' ? fault.byUs : forUs;
      return [
        { ...window, kind: 'delay', node, ppm: 1_000_000, byUs },
        { ...window, kind: 'pause', node },
      ];
    }
    case 'partition':
      return partitions(fault, scenario);
    case 'one-way': {
      const ends = [fault.from, fault.to].filter(({ length }) => length === 1).flat();
      const others = [...new Set([...fault.from, ...fault.to, ...serverNames(scenario)])];
      return [
        ...ends.filter((node) => node.startsWith('n')).map((node) => isolate(fault, node, others)),
        ...fewer(fault.from).map((from) => ({ ...fault, from })),
        ...fewer(fault.to).map((to) => ({ ...fault, to })),
      ];
    }
    case 'client-link':
      return [
        ...(['request', 'reply'] as const).map((direction) => ({ ...fault, direction })),
        ...fewer(fault.servers).map((servers) => ({ ...fault, servers })),
      ];
    case 'clock-drift':
    case 'clock-jump': {
      const byUs = 'ppm' in fault ? Math.sign(fault.ppm) * forUs : fault.byUs;
      const { node } = fault;
      return [
        { ...window, kind: 'clock-offset', node, byUs },
        { ...window, kind: 'clock-jump', node, byUs },
      ];
    }
    default:
      return [];
  }
}

function partitions(fault: Extract<Fault, { kind: 'partition' }>, scenario: Scenario): Fault[] {
  const { groups } = fault;
  const members = [...new Set(groups.flat())];
  const isolated = serverNames(scenario)
    .filter((node) => members.includes(node))
    .map((node) => isolate(fault, node, members));
  const smaller = members
    .filter((node) => groups.every((group) => group.length > 1 || group[0] !== node))
    .map((node) => ({
      ...fault,
      groups: groups.map((group) => group.filter((member) => member !== node)),
    }));
  return [...(fault.shape === 'isolate' ? [] : isolated), ...smaller];
}

function isolate(fault: Fault, node: string, members: readonly string[]): Fault {
  const { id, atUs, forUs } = fault;
  const groups = [[node], members.filter((member) => member !== node)];
  return { id, atUs, forUs, kind: 'partition', shape: 'isolate', groups };
}

function fewer(nodes: readonly string[]): string[][] {
  return nodes.length < 2 ? [] : nodes.map((_, at) => without(nodes, at));
}

function serverNames({ topology }: Scenario): string[] {
  return Array.from({ length: topology.servers }, (_, index) => `n${index}`);
}
