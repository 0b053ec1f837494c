/**
 * Elle's check of registers: infers an order of versions from what may be assumed of the system,
 * and looks for cycles of dependencies (Kingsbury and Alvaro, VLDB 2020). What it reports is wrong
 * for certain, as long as the assumptions hold; what it does not report may be wrong all the same.
 *
 * Other than Elle, it takes writes of crashed transactions into account that somebody has read.
 */

import type { CheckOptions } from '../../checker.js';
import { describeKey, describeValue, reference } from '../../describe.js';
import { explainCycle } from '../explain/cycle.js';
import type { DataDependency } from '../explain/dependency-evidence.js';
import { EDGE } from '../graph/dependency-graph.js';
import { findCycles } from '../graph/find-cycles.js';
import type { FindCyclesOptions, FoundCycle, UndecidedClass } from '../graph/find-cycles.js';
import { AnomalyCollector } from '../anomaly-collector.js';
import type { AnomalyCases } from '../anomaly-collector.js';
import { dependencyEdges } from './dependency-edges.js';
import { findFracturedReads } from './fractured-reads.js';
import { withGhosts } from './ghost-reads.js';
import { inferVersions } from './infer-versions.js';
import type { DroppedSource, VersionOptions, VersionOrder } from './infer-versions.js';
import { findStaleInitialReads } from './initial-reads.js';
import { findLostUpdates } from './lost-updates.js';
import { readAnomaly } from './read-anomalies.js';
import { RegisterEvidence } from './register-evidence.js';
import type { RegisterObservation } from './register-observation.js';
import { versionAnomaly } from './version-anomalies.js';
import { VERSION_SOURCES } from './version-edges.js';
import type { VersionSource } from './version-edges.js';

/** What may be assumed, and how long to search. */
export interface InferenceOptions
  extends
    VersionOptions,
    Pick<FindCyclesOptions, 'everyClass' | 'stepsMax'>,
    Pick<CheckOptions, 'shouldStop'> {
  /** Whether cycles with edges of real time are looked for; default true. */
  readonly hasRealtime?: boolean;
}

/** What inference found. */
export interface RegisterInferenceResult {
  readonly observation: RegisterObservation;
  /** By kind; of each the examples that assume least come first. */
  readonly anomalies: ReadonlyMap<string, AnomalyCases>;
  /**
   * For each kind that rests on assumptions, those of its first example. `wfr-keys` follows from
   * read committed: such an anomaly breaks whatever forbids it and is at least read committed.
   * Others break nothing but the assumption, or else what forbids them.
   */
  readonly assumptions: ReadonlyMap<string, readonly VersionSource[]>;
  /** Sources that contradicted themselves and were not used. */
  readonly dropped: readonly VersionSource[];
  /** Why something may be missing, in sentences. */
  readonly gaps: readonly string[];
}

/** Weights: an example that assumes more comes after all that assume less. */
const ASSUMPTION_WEIGHT = 1_000_000_000;

const DATA_DEPENDENCIES: readonly DataDependency[] = ['ww', 'wr', 'rw'];

/** Checks registers by inference. Linear without cycles; searching them may take longer. */
export function checkRegistersByInference(
  observation: RegisterObservation,
  options: InferenceOptions = {},
): RegisterInferenceResult {
  const haunted = withGhosts(observation);
  const order = inferVersions(haunted, options);
  const evidence = new RegisterEvidence(haunted, order);
  const found = new AnomalyCollector();
  findLostUpdates(haunted, order.versions, found);
  findFracturedReads(observation, found);
  findStaleInitialReads(observation, evidence, found);
  const { graph, isCut } = dependencyEdges(haunted, order, options.hasRealtime);
  const { cycles, undecided } = findCycles(graph, options);
  const assumptions = new Map<string, readonly VersionSource[]>();
  for (const cycle of cycles) {
    const assumed = assumedBy(cycle, evidence);
    const weight = weightOf(assumed) + cycle.nodes.length;
    const names = isLongFork(cycle) ? [cycle.name, 'long-fork'] : [cycle.name];
    for (const name of names) {
      const known = assumptions.get(name);
      if (known === undefined || weightOf(assumed) < weightOf(known)) {
        assumptions.set(name, assumed);
      }
      found.add(name, weight, () => explainCycle(observation, evidence, { ...cycle, name }));
    }
  }
  const anomalies = new Map([...problemCases(observation), ...found.anomalies()]);
  if (order.dropped.length > 0) {
    anomalies.set('cyclic-versions', versionCases(observation, order));
    assumptions.set('cyclic-versions', circleSources(order.dropped[0]!));
  }
  return {
    observation,
    anomalies,
    assumptions,
    dropped: order.dropped.map(({ source }) => source),
    gaps: gapsOf(observation, undecided, isCut),
  };
}

/** Reads that are wrong by themselves. */
function problemCases({ columns, problems }: RegisterObservation): Map<string, AnomalyCases> {
  return new Map(
    Array.from(problems, ([kind, { count, examples }]) => [
      kind,
      { count, examples: examples.map((problem) => readAnomaly(columns, problem)) },
    ]),
  );
}

/** Circles of versions, those of sources that assume least first. */
function versionCases(observation: RegisterObservation, order: VersionOrder): AnomalyCases {
  return {
    count: order.dropped.reduce((sum, { count }) => sum + count, 0),
    examples: order.dropped.flatMap(({ examples }) =>
      examples.map((cycle) => versionAnomaly(observation, order, cycle)),
    ),
  };
}

/** What the first circle of a dropped source rests on. */
function circleSources({ examples: [circle] }: DroppedSource): readonly VersionSource[] {
  const sources = new Set(circle?.edges.map(({ source }) => source));
  return VERSION_SOURCES.filter((source) => source !== 'initial-state' && sources.has(source));
}

/** What the edges of a cycle rest on, in the order of {@link VERSION_SOURCES}. */
function assumedBy(
  { nodes, kinds }: FoundCycle,
  evidence: RegisterEvidence,
): readonly VersionSource[] {
  const sources = new Set(
    nodes.map((from, at) => {
      const kind = DATA_DEPENDENCIES.find((one) => EDGE[one] === kinds[at]);
      return kind && evidence.sourceOf(from, nodes[(at + 1) % nodes.length]!, kind);
    }),
  );
  return VERSION_SOURCES.filter((source) => source !== 'initial-state' && sources.has(source));
}

function weightOf(assumed: readonly VersionSource[]): number {
  const last = assumed.at(-1);
  return last === undefined ? 0 : ASSUMPTION_WEIGHT * VERSION_SOURCES.indexOf(last);
}

/** Two readers, each of which has seen one of two writes and not the other. */
function isLongFork({ kinds }: FoundCycle): boolean {
  if (kinds.length !== 4) return false;
  const isAlternating = (first: number): boolean =>
    kinds.every((kind, at) => kind === ((at + first) % 2 === 0 ? EDGE.rw : EDGE.wr));
  return isAlternating(0) || isAlternating(1);
}

function gapsOf(
  { duplicateWrites, columns }: RegisterObservation,
  undecided: readonly UndecidedClass[],
  isCut: boolean,
): string[] {
  const gaps: string[] = [];
  const [example] = duplicateWrites.examples;
  if (example !== undefined) {
    const value = describeValue(columns.values.valueOf(example.value));
    const [first, second] = example.transactions;
    const who = first < 0 ? 'the initial state and' : `${reference(first)} and`;
    gaps.push(
      `${duplicateWrites.count} values that were read may be of several writers, such as ` +
        `${value}${describeKey(columns.keys[example.key])}: ${who} ` +
        `${reference(second)} may have left it; write every value once`,
    );
  }
  if (isCut) {
    gaps.push('so many transactions read and overwrote one version that not all pairs were tried');
  }
  const names = [...new Set(undecided.map(({ name }) => name))];
  if (names.length > 0) {
    gaps.push(`the search for cycles spent its budget; there may be ${names.join(', ')}`);
  }
  return gaps;
}
