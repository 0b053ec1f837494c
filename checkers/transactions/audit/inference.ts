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
import type { CommitOrder } from '../levels/level.js';
import type { AnomalyCases } from '../lists/anomaly-collector.js';
import { checkListAppend } from '../lists/check-list-append.js';
import type { ListAppendResult } from '../lists/check-list-append.js';
import type { Observation } from '../observation.js';
import { checkRegistersByInference } from '../registers/check-by-inference.js';
import { observeRegisters } from '../registers/observe-registers.js';
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
    'rw-register': () => inferRegisters(columns, options),
  };
  return { ...infer[columns.kind](), hasUnknownCalls: hasUnknownCalls(columns) };
}

function inferRegisters(
  columns: TransactionColumns,
  options: TransactionAuditOptions,
): Omit<Inference, 'hasUnknownCalls'> {
  const observation = observeRegisters(columns);
  const { wfrKeys = true } = options;
  const { anomalies, gaps, assumptions } = checkRegistersByInference(observation, {
    ...options,
    wfrKeys,
  });
  // That who reads and then writes comes after what it read is a rule of committed reads.
  const isOfReads = assumptions.get('cyclic-versions')?.every((one) => one === 'wfr-keys');
  const isAmbiguous = observation.duplicateWrites.count > 0;
  return {
    observation,
    anomalies,
    ...(isOfReads === true ? { breaks: new Map([['cyclic-versions', ['read-committed']]]) } : {}),
    holding: [],
    ...(isAmbiguous ? { ambiguous: gaps[0] ?? 'some values were written twice' } : {}),
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
  const [first = 'none', ...others] = ordersFor(wanted);
  const found = checkListAppend(columns, { ...options, orders: [first] });
  const isLegal = found.dependencies.some(({ commits }) => commits !== undefined);
  const more =
    isLegal || others.length === 0
      ? []
      : [checkListAppend(columns, { ...options, orders: others })];
  const anomalies = new Map(found.anomalies);
  for (const result of more) {
    for (const [kind, cases] of result.anomalies) {
      if ((anomalies.get(kind)?.count ?? 0) < cases.count) anomalies.set(kind, cases);
    }
  }
  const isStrict = !hasUnknownCalls(columns);
  return {
    observation: found.observation,
    anomalies,
    holding: [found, ...more].flatMap((result) => [
      ...shownBy(result, isStrict),
      ...withoutReadSkew(result, anomalies),
    ]),
    ...(found.ambiguous === undefined ? {} : { ambiguous: found.ambiguous }),
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
function withoutReadSkew(
  { dependencies, ambiguous }: ListAppendResult,
  anomalies: ReadonlyMap<string, AnomalyCases>,
): Inference['holding'] {
  const isSearched = dependencies.every(({ report }) => report.undecided.length === 0);
  if (ambiguous !== undefined || !isSearched) return [];
  const broken = withStronger(modelsBrokenBy(anomalies.keys()));
  if (broken.has('consistent-view')) return [];
  return [{ model: 'consistent-view', because: { kind: 'no-anomaly' } }];
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
