/**
 * The cycles that are told of one graph. Where a dependency and an order join the same transactions
 * Elle reads the pair as the dependency, which tells more; but a class may have no other cycle than
 * one that takes such a pair as order. Elle then reports that there is a cycle, and not which; here
 * it is searched for, so that the weakest model that is broken is named.
 */

import type { DependencyGraph } from '../graph/dependency-graph.js';
import { CYCLE_CLASSES } from '../graph/cycle-classes.js';
import {
  findCycles,
  type CycleReport,
  type FindCyclesOptions,
  type FoundCycle,
} from '../graph/find-cycles.js';
import { impliedAnomalies } from '../lattice/anomalies.js';

/**
 * What {@link findCycles} finds, and of the classes with an order that do not follow from it those
 * that exist all the same. A second search only where there is a cycle.
 */
export function tellingCycles(graph: DependencyGraph, options: FindCyclesOptions): CycleReport {
  const report = findCycles(graph, options);
  if (options.everyClass === true || report.components.count === 0) return report;
  const known = impliedAnomalies(report.cycles.map(({ name }) => name));
  const classes = CYCLE_CLASSES.filter(({ name, order }) => order !== 0 && !known.has(name)).map(
    ({ name }) => name,
  );
  const wanted = new Set(classes.filter((name) => options.classes?.has(name) !== false));
  if (wanted.size === 0) return report;
  const more = findCycles(graph, { ...options, everyClass: true, classes: wanted });
  return {
    cycles: [...report.cycles, ...withoutImplied(more.cycles)],
    undecided: [...report.undecided, ...more.undecided.filter(({ name }) => wanted.has(name))],
    components: report.components,
    steps: report.steps + more.steps,
  };
}

function withoutImplied(cycles: readonly FoundCycle[]): readonly FoundCycle[] {
  const names = new Set(cycles.map(({ name }) => name));
  const isImplied = (name: string): boolean =>
    [...names].some((other) => other !== name && impliedAnomalies([other]).has(name));
  const kept = new Set([...names].filter((name) => !isImplied(name)));
  return cycles.filter(({ name }) => kept.has(name));
}
