/**
 * Judges a history of appends to lists: everything that Elle says of it and more, and where nothing
 * is wrong the order in which the transactions may have committed.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { describeValue } from '../../describe.js';
import { explainCycle } from '../explain/cycle.js';
import { keyName } from '../explain/describe-transaction.js';
import { acyclicOrder, snapshotOrder, type SnapshotOrder } from '../graph/commit-orders.js';
import { EdgeList, graphOf, type DependencyGraph } from '../graph/dependency-graph.js';
import type { CycleReport, FindCyclesOptions } from '../graph/find-cycles.js';
import { addProcessEdges, addRealtimeEdges } from '../graph/order-edges.js';
import type { CommitOrder } from '../levels/level.js';
import { AnomalyCollector, type AnomalyCases } from '../anomaly-collector.js';
import { hasConcurrentWriters } from './concurrent-writers.js';
import { dependencyEdges } from './dependency-edges.js';
import { findListAnomalies } from './list-anomalies.js';
import { ListEvidence } from './list-evidence.js';
import { observeLists, type ListObservation } from './list-observation.js';
import { furtherNames } from './named-cycles.js';
import { tellingCycles } from './telling-cycles.js';
import { VersionOrder } from './version-order.js';

/** What {@link checkListAppend} is to do. */
export interface ListAppendOptions extends FindCyclesOptions {
  /**
   * Orders that commits must respect besides their dependencies, a graph for each; default real
   * time, which tells the classes `...-realtime`.
   */
  readonly orders?: readonly CommitOrder[];
  /** Leaves out the orders behind the first that has `commits`. */
  readonly untilLegal?: boolean;
}

/** Dependencies together with one order. */
export interface OrderedDependencies {
  readonly order: CommitOrder;
  readonly graph: DependencyGraph;
  readonly report: CycleReport;
  /**
   * An order of all nodes that replays the history and respects `order`; only when there is no
   * anomaly at all and every writer is known.
   */
  readonly commits?: Int32Array;
  /**
   * The same for snapshot isolation, where there is none that is serial and no anomaly but cycles
   * that it admits. May be absent although snapshot isolation holds, when appends that nobody read
   * could be ordered so that no two writers of a key overlap, and are not.
   */
  readonly snapshots?: SnapshotOrder;
}

/** What was found. */
export interface ListAppendResult {
  readonly observation: ListObservation;
  readonly evidence: ListEvidence;
  /** By kind: Elle's names, and those that it lacks. */
  readonly anomalies: ReadonlyMap<string, AnomalyCases>;
  /** One for each order asked for, or up to the first that is legal. */
  readonly dependencies: readonly OrderedDependencies[];
  /** Why the absence of an anomaly proves nothing; absent when it does. */
  readonly ambiguous?: string;
}

/**
 * Finds the anomalies. Near linear in the micro-operations, besides the search for cycles in the
 * components that have some; see {@link tellingCycles}.
 */
export function checkListAppend(
  columns: TransactionColumns,
  options: ListAppendOptions = {},
): ListAppendResult {
  const observation = observeLists(columns);
  const order = new VersionOrder(observation);
  const evidence = new ListEvidence(observation, order);
  const found = new AnomalyCollector();
  findListAnomalies(observation, found);
  const edges = new EdgeList();
  const isWhole = dependencyEdges(observation, order, edges);
  const ambiguous = isWhole ? ambiguityOf(observation) : TOO_MANY_UNREAD;
  const isClean = found.isEmpty && ambiguous === undefined;
  const data = edges.length;
  const dependencies: OrderedDependencies[] = [];
  for (const commitOrder of options.orders ?? ['realtime']) {
    edges.length = data;
    if (commitOrder === 'session') addProcessEdges(observation, edges);
    if (commitOrder === 'realtime') addRealtimeEdges(observation, edges);
    const graph = graphOf(observation.size, edges);
    const report = tellingCycles(graph, options);
    const orders = isClean ? commitOrdersOf(observation, graph) : {};
    dependencies.push({ order: commitOrder, graph, report, ...orders });
    if (options.untilLegal === true && orders.commits !== undefined) break;
  }
  const anomalies = found.anomalies();
  for (const { report } of dependencies) tellCycles(observation, evidence, report, anomalies);
  return {
    observation,
    evidence,
    anomalies,
    dependencies,
    ...(ambiguous === undefined ? {} : { ambiguous }),
  };
}

const TOO_MANY_UNREAD =
  'there are too many appends that nobody read after the last read of their key to compare all ' +
  'with all; reading every key once more at the end of the run helps';

function commitOrdersOf(
  observation: ListObservation,
  graph: DependencyGraph,
): Partial<OrderedDependencies> {
  const commits = acyclicOrder(graph);
  if (commits !== undefined) return { commits };
  const snapshots = snapshotOrder(graph);
  if (snapshots === undefined || hasConcurrentWriters(observation, snapshots)) return {};
  return { snapshots };
}

/** Adds the cycles of one graph; what another graph has shown in full is not told twice. */
function tellCycles(
  observation: ListObservation,
  evidence: ListEvidence,
  report: CycleReport,
  anomalies: Map<string, AnomalyCases>,
): void {
  const found = new AnomalyCollector();
  for (const cycle of report.cycles) {
    found.add(cycle.name, cycle.nodes.length, () => explainCycle(observation, evidence, cycle));
  }
  for (const [kind, cases] of found.anomalies()) {
    if ((anomalies.get(kind)?.count ?? 0) < cases.count) anomalies.set(kind, cases);
    for (const name of cases.examples.flatMap(furtherNames)) {
      const before = anomalies.get(name.kind) ?? { count: 0, examples: [] };
      if (before.examples.some((one) => one.operations.join() === name.operations.join())) continue;
      anomalies.set(name.kind, {
        count: before.count + 1,
        examples: [...before.examples, name],
      });
    }
  }
}

/** The first element that was appended twice to its key and read. */
function ambiguityOf({ columns, writers }: ListObservation): string | undefined {
  for (const [, appends] of writers.appendedTwice) {
    const micro = appends[0]!;
    const element = describeValue(columns.values.valueOf(columns.value[micro]!));
    const key = keyName(columns.keys[columns.key[micro]!]!);
    return (
      `${element} was appended ${appends.length} times to ${key}, so that it is not known which ` +
      'append was read; elements must be unique within their key'
    );
  }
  return undefined;
}
