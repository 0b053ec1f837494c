/**
 * What can be read off a history before a complete check is asked, the same for lists and for
 * registers.
 */

import type {
  TransactionColumns,
  TransactionKind,
} from '../../../src/history/transactions/transaction-columns.js';
import { NO_CALL } from '../../../src/history/transactions/transaction-columns.js';
import type { Because } from '../../audit/standings.js';
import type { Order } from '../../certificate.js';
import { modelsBrokenBy } from '../lattice/anomalies.js';
import { withStronger } from '../lattice/boundary.js';
import { levelOf } from '../lattice/levels.js';
import type { Axiom, CommitOrder } from '../levels/level.js';
import { WEAK_AXIOMS } from '../levels/weak/decide-weak-level.js';
import { CYCLE_CLASSES } from '../graph/cycle-classes.js';
import { acyclicOrder } from '../graph/commit-orders.js';
import { EDGE, EdgeList, graphOf } from '../graph/dependency-graph.js';
import { findCycles } from '../graph/find-cycles.js';
import type { AnomalyCases } from '../anomaly-collector.js';
import { checkListAppend } from '../lists/check-list-append.js';
import type { ListAppendResult } from '../lists/check-list-append.js';
import { dependencyEdges } from '../lists/dependency-edges.js';
import type { ListObservation } from '../lists/list-observation.js';
import { VersionOrder } from '../lists/version-order.js';
import type { Observation } from '../observation.js';
import { checkRegistersByInference } from '../registers/check-by-inference.js';
import { observeRegisters } from '../registers/observe-registers.js';
import type { RegisterObservation } from '../registers/register-observation.js';
import type { VersionSource } from '../registers/version-edges.js';
import type { TransactionAuditOptions } from './transaction-audit.js';

/** What is known without a complete check. */
export interface Inference {
  readonly observation: Observation;
  readonly anomalies: ReadonlyMap<string, AnomalyCases>;
  /** Where kinds of anomalies break other models than the lattice says. */
  readonly breaks?: ReadonlyMap<string, readonly string[]>;
  /** Models that hold for certain, with the reason. */
  readonly holding: readonly { readonly model: string; readonly because: Because }[];
  /** Why nothing more can be said to hold; absent where it can. */
  readonly ambiguous?: string;
  /** Whether some invocation was not recorded, so that real time may say less than processes. */
  readonly hasUnknownCalls: boolean;
}

/** Reads off what there is, for the orders of commits that the models in question ask for. */
export function inferenceOf(
  columns: TransactionColumns,
  options: TransactionAuditOptions,
  wanted: readonly string[],
): Inference {
  const infer: Readonly<Record<TransactionKind, () => Omit<Inference, 'hasUnknownCalls'>>> = {
    'list-append': () => inferLists(columns, options, wanted),
    'rw-register': () => inferRegisters(columns, options, wanted),
  };
  return { ...infer[columns.kind](), hasUnknownCalls: hasUnknownCalls(columns) };
}

function inferRegisters(
  columns: TransactionColumns,
  options: TransactionAuditOptions,
  wanted: readonly string[],
): Omit<Inference, 'hasUnknownCalls'> {
  const observation = observeRegisters(columns);
  const { wfrKeys = true } = options;
  if (isForCompleteChecks(observation, options, wanted)) {
    return { observation, anomalies: new Map(), holding: [] };
  }
  const { anomalies, gaps, assumptions } = checkRegistersByInference(observation, {
    ...options,
    wfrKeys,
    hasRealtime: ordersFor(wanted).includes('realtime'),
  });
  // That who reads and then writes comes after what it read is a rule of committed reads.
  const isOfReads = assumptions.get('cyclic-versions')?.every((one) => one === 'wfr-keys');
  const isAmbiguous = observation.duplicateWrites.count > 0;
  return {
    observation,
    anomalies: new Map(
      Array.from(anomalies, ([kind, cases]) => [kind, given(cases, assumptions.get(kind) ?? [])]),
    ),
    ...(isOfReads === true ? { breaks: new Map([['cyclic-versions', ['read-committed']]]) } : {}),
    holding: [],
    ...(isAmbiguous ? { ambiguous: gaps[0] ?? 'some values were written twice' } : {}),
  };
}

/**
 * Whether nothing is wrong at first sight, and quick checks decide all that is asked: they tell
 * their own cycles.
 */
function isForCompleteChecks(
  { problems, duplicateWrites }: RegisterObservation,
  { sequentialKeys = false, linearizableKeys = false }: TransactionAuditOptions,
  wanted: readonly string[],
): boolean {
  const areQuick = wanted.every((model) => WEAK_AXIOMS.includes(levelOf(model)?.axiom as Axiom));
  const isPlain = problems.size === 0 && duplicateWrites.count === 0;
  return areQuick && isPlain && !sequentialKeys && !linearizableKeys;
}

/** What the user promised of the system; the other sources need no promise. */
const PROMISES: Readonly<Partial<Record<VersionSource, string>>> = {
  'sequential-keys': 'every key is sequentially consistent',
  'linearizable-keys': 'every key is linearizable',
};

/** Cases that are wrong only if a promise is kept say so. */
function given(cases: AnomalyCases, sources: readonly VersionSource[]): AnomalyCases {
  const promises = sources.flatMap((source) => PROMISES[source] ?? []);
  if (promises.length === 0) return cases;
  const promise = `given that ${promises.join(' and ')}`;
  return {
    ...cases,
    examples: cases.examples.map((one) => ({ ...one, message: `${one.message}, ${promise}` })),
  };
}

/** The orders that decide a family of models, and what an order of commits shows in each. */
const FAMILIES: Readonly<Record<CommitOrder, { serial: string; snapshot: string }>> = {
  realtime: { serial: 'strong-serializable', snapshot: 'strong-snapshot-isolation' },
  session: {
    serial: 'strong-session-serializable',
    snapshot: 'strong-session-snapshot-isolation',
  },
  none: { serial: 'serializable', snapshot: 'snapshot-isolation' },
};

function inferLists(
  columns: TransactionColumns,
  options: TransactionAuditOptions,
  wanted: readonly string[],
): Omit<Inference, 'hasUnknownCalls'> {
  const orders = ordersFor(wanted);
  const found = checkListAppend(columns, { ...options, orders, untilLegal: true });
  const { observation, anomalies, ambiguous } = found;
  return {
    observation,
    anomalies,
    holding: [
      ...shownBy(found, !hasUnknownCalls(columns)),
      ...(isWithoutReadSkew(found, options) ? [WITHOUT_READ_SKEW] : []),
    ],
    ...(ambiguous === undefined ? {} : { ambiguous }),
  };
}

/** Real time and processes are asked only for models that speak of them; `none` is in both. */
function ordersFor(wanted: readonly string[]): readonly CommitOrder[] {
  const orders: CommitOrder[] = [];
  if (wanted.some((model) => model.startsWith('strong-') && !isOfSessions(model))) {
    orders.push('realtime');
  }
  if (wanted.some(isOfSessions)) orders.push('session');
  return orders.length === 0 ? ['none'] : orders;
}

function isOfSessions(model: string): boolean {
  return model.startsWith('strong-session-');
}

function shownBy(
  { dependencies, observation: { transaction } }: ListAppendResult,
  isStrict: boolean,
): Inference['holding'] {
  const places = (nodes: Int32Array): Order => nodes.map((node) => transaction[node]!);
  return dependencies.flatMap(({ order, commits, snapshots }) => {
    // Without its calls, real time does not even say what a process did first.
    const family = FAMILIES[order === 'realtime' && !isStrict ? 'none' : order];
    if (commits !== undefined) return [shown(family.serial, places(commits))];
    if (snapshots === undefined) return [];
    return [shown(family.snapshot, places(snapshots.order), snapshots.snapshots)];
  });
}

/**
 * Where the order of all versions is known, the absence of cycles with one anti-dependency is what
 * consistent view is (Adya 1999, section 4.3.1).
 */
const WITHOUT_READ_SKEW = { model: 'consistent-view', because: { kind: 'no-anomaly' } } as const;

/** Asked only where no order of commits says more. */
function isWithoutReadSkew(
  { observation, anomalies, dependencies, ambiguous }: ListAppendResult,
  options: TransactionAuditOptions,
): boolean {
  const isShown = dependencies.some(({ commits, snapshots }) => commits ?? snapshots);
  if (isShown || ambiguous !== undefined || breaksView(anomalies.keys())) return false;
  return isSomeOrderWithoutReadSkew(observation, options);
}

/**
 * Appends that nobody read stand in some order as well, which may itself be what makes a skew: one
 * order that does not is enough.
 */
function isSomeOrderWithoutReadSkew(
  observation: ListObservation,
  { shouldStop }: TransactionAuditOptions,
): boolean {
  const { size, unreadStart, unreadNode } = observation;
  const edges = new EdgeList();
  if (!dependencyEdges(observation, new VersionOrder(observation), edges)) return false;
  const commits = acyclicOrder(graphOf(size, edges), EDGE.ww | EDGE.wr);
  if (commits === undefined) return false;
  const place = new Int32Array(size);
  for (let at = 0; at < commits.length; at++) place[commits[at]!] = at;
  for (let key = 0; key + 1 < unreadStart.length; key++) {
    const unread = unreadNode.slice(unreadStart[key], unreadStart[key + 1]);
    unread.sort((left, right) => place[left]! - place[right]!);
    for (let at = 1; at < unread.length; at++) {
      if (unread[at - 1] !== unread[at]) edges.add(unread[at - 1]!, unread[at]!, EDGE.ww);
    }
  }
  const { cycles, undecided } = findCycles(graphOf(size, edges), {
    everyClass: true,
    classes: SKEWS,
    ...(shouldStop === undefined ? {} : { shouldStop }),
  });
  return cycles.length === 0 && undecided.length === 0;
}

const SKEWS: ReadonlySet<string> = new Set(
  CYCLE_CLASSES.map(({ name }) => name).filter((name) => breaksView([name])),
);

function breaksView(anomalies: Iterable<string>): boolean {
  return withStronger(modelsBrokenBy(anomalies)).has('consistent-view');
}

function shown(
  model: string,
  order: Order,
  snapshots?: Order,
): { readonly model: string; readonly because: Because } {
  const certificate = {
    kind: 'commit-order',
    model,
    order,
    ...(snapshots === undefined ? {} : { snapshots }),
  } as const;
  return { model, because: { kind: 'certificate', certificate } };
}

function hasUnknownCalls({ call, size }: TransactionColumns): boolean {
  for (let place = 0; place < size; place++) if (call[place] === NO_CALL) return true;
  return false;
}
