/**
 * What the checkers of all models of registers share: reading the history, refusing values that
 * nobody wrote, choosing who wrote what where that is open, reducing a violation to a few
 * operations, and the verdict.
 *
 * A model is judged on operations of which it is known who read from whom. Where a value that was
 * read has several writers, the history keeps to the model when it does so for one choice of them.
 */

import type { History } from '../../src/history/operation.js';
import type { Checker, CheckOptions } from '../checker.js';
import { Allowance } from '../linearizability/allowance.js';
import { describeExhausted } from './exhausted.js';
import type { Anomaly, Verdict } from '../verdict.js';
import { minimalCore } from './minimal-core.js';
import { readOfNothing, tellCores } from './register-anomaly.js';
import { accessesOf } from './register-accesses.js';
import type { RegisterAccesses, RegisterHistoryOptions } from './register-accesses.js';
import { connect, idsOf, select, type RegisterOperations } from './register-operations.js';
import { readsOfNothing, WriterChoices } from './writer-choices.js';

/** What a model says of operations. */
export type Judgement =
  | { readonly kind: 'holds'; /** One order of all that shows it. */ readonly order?: Int32Array }
  | {
      readonly kind: 'violated';
      /** Operations that show it without the others, ascending; default all. */
      readonly involved?: Int32Array;
      /** Whether fewer show the same violation; default: whether the model is violated. */
      readonly persists?: (fewer: RegisterOperations) => boolean;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A violation for people. */
export interface Telling {
  readonly message: string;
  readonly explanation: readonly string[];
}

/**
 * A consistency model. It must hold of every history that results from one in which it holds when a
 * read, or a write with all reads of it, is taken away.
 */
export interface RegisterModel {
  readonly name: string;
  /** Kind of its anomalies. */
  readonly anomaly: string;
  readonly algorithm: string;
  judge(operations: RegisterOperations, allowance: Allowance, options?: CheckOptions): Judgement;
  /** Tells why operations violate it, none of which could be left out. */
  explain(core: RegisterOperations): Telling;
}

type Head = 'checker' | 'algorithm' | 'effort';
type Answer<Kind = Verdict['kind']> = Kind extends string
  ? Omit<Extract<Verdict, { kind: Kind }>, Head>
  : never;

/** The checker of a model; `check` throws ModelError when an operation is no read or write. */
export function registerChecker(
  model: RegisterModel,
  options: RegisterHistoryOptions = {},
): Checker {
  return {
    name: model.name,
    check(history: History, checkOptions?: CheckOptions): Verdict {
      const accesses = accessesOf(history, options);
      const allowance = new Allowance(1, checkOptions);
      const answer = judgeAccesses(accesses, model, allowance, checkOptions);
      allowance.partDone();
      const judged = accesses.columns.size;
      const effort = { judged, configurations: allowance.configurations };
      return { checker: model.name, algorithm: model.algorithm, effort, ...answer };
    },
  };
}

function judgeAccesses(
  accesses: RegisterAccesses,
  model: RegisterModel,
  allowance: Allowance,
  options: CheckOptions | undefined,
): Answer {
  const [orphan] = readsOfNothing(accesses);
  if (orphan !== undefined) return illegal(readOfNothing(accesses, orphan));
  const choices = new WriterChoices(accesses);
  const cores: RegisterOperations[] = [];
  for (;;) {
    const operations = connect(accesses, choices.writerOf.slice());
    const judgement = model.judge(operations, allowance, options);
    if (judgement.kind === 'holds') return legal(model, operations, judgement.order);
    if (judgement.kind === 'unknown') return unknown(judgement.reason, choices, cores);
    const core = coreOf(operations, model, judgement);
    cores.push(core);
    if (!choices.refute(core)) return illegal(tellCores(model, cores));
    for (let spent = 0; spent < operations.size; spent++) allowance.visit();
    if (allowance.exhausted !== undefined) {
      const reason =
        `${describeExhausted(allowance)} before all ways were tried in which values that were ` +
        'written several times may have been read; unique values need no search';
      return unknown(reason, choices, cores);
    }
  }
}

function coreOf(
  operations: RegisterOperations,
  model: RegisterModel,
  { involved, persists }: Extract<Judgement, { kind: 'violated' }>,
): RegisterOperations {
  const isIllegal =
    persists ??
    ((fewer: RegisterOperations) => model.judge(fewer, new Allowance(1)).kind === 'violated');
  let whole = operations;
  if (involved !== undefined) {
    const fewer = select(operations, involved);
    if (isIllegal(fewer)) whole = fewer;
  }
  return select(
    whole,
    minimalCore(whole.size, (members) => isIllegal(select(whole, members))),
  );
}

function legal(
  { name }: RegisterModel,
  operations: RegisterOperations,
  order: Int32Array | undefined,
): Answer<'legal'> {
  if (order === undefined) {
    return { kind: 'legal', certificate: { kind: 'witness', operations: [], records: [] } };
  }
  const ids = Int32Array.from(idsOf(operations, order));
  return { kind: 'legal', certificate: { kind: 'commit-order', model: name, order: ids } };
}

function illegal(anomaly: Anomaly): Answer<'illegal'> {
  const { operations } = anomaly;
  const certificate = { kind: 'witness', operations, records: [] } as const;
  return { kind: 'illegal', anomalies: [anomaly], certificate };
}

function unknown(
  reason: string,
  { ambiguous }: WriterChoices,
  cores: readonly RegisterOperations[],
): Answer<'unknown'> {
  const progress =
    ambiguous.length === 0
      ? 'all reads are of known writes'
      : `${ambiguous.length} reads may be of several writes; ${cores.length} choices were refuted`;
  return { kind: 'unknown', reason, progress };
}
