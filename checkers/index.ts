/**
 * The public surface of the checkers: `skerry/checkers`. Re-exports only.
 *
 * @module skerry/checkers
 */

export type {
  Certificate,
  ExhaustionCertificate,
  LinearizationCertificate,
  Order,
  RefutationCertificate,
  WitnessCertificate,
} from './certificate.js';
export type { Checker, CheckOptions, CheckProgress, Invariant, Judges } from './checker.js';
export { linearizable, type LinearizableOptions } from './linearizability/linearizable.js';
export { failureReason } from './linearizability/failure-reason.js';
export {
  Inconsistent,
  inconsistent,
  ModelError,
  type Call,
  type FailureReason,
  type LookAhead,
  type Model,
  type ContainerView,
  type CounterView,
  type MultisetView,
  type ObjectView,
  type RegisterView,
  type SemaphoreView,
  type SetView,
} from './model.js';
export { casRegister } from './models/cas-register.js';
export { counter } from './models/counter.js';
export { fifoQueue } from './models/fifo-queue.js';
export { modelNamed, namedModels, type NamedModel } from './models/index.js';
export { keyValue, type KeyValueOptions, type KeyValueState } from './models/key-value.js';
export { loadModel } from './models/load.js';
export { multiset } from './models/multiset.js';
export { mutex } from './models/mutex.js';
export { nondeterministic, type NondeterministicModel } from './models/nondeterministic.js';
export { priorityQueue, type PriorityQueueOptions } from './models/priority-queue.js';
export { register, type RegisterOptions } from './models/register.js';
export { semaphore, type SemaphoreOptions } from './models/semaphore.js';
export { set } from './models/set.js';
export { stack, type StackState } from './models/stack.js';
export { unpartitioned, type ProductState } from './models/unpartitioned.js';
export type {
  Anomaly,
  Effort,
  IllegalVerdict,
  LegalVerdict,
  UnknownVerdict,
  Verdict,
} from './verdict.js';
export type { ObservedFailure, Problem, Specification } from './verify/specification.js';
export { specificationNamed, type SpecificationOptions } from './verify/specifications.js';
export { verify } from './verify/verify.js';
export * from './invariants/index.js';
export type { CommitOrderCertificate, CoreCertificate, CycleCertificate } from './certificate.js';
export type { Audit, CheckResult } from './audit/audit.js';
export { auditEvents, auditTransactionColumns, type AuditOptions } from './audit/audit-events.js';
export { judgedWorkloads, workloadNames, type JudgedWorkload } from './audit/judged-workloads.js';
export type { Because, ModelStanding } from './audit/standings.js';
export { namedConsistencyCheckers, type NamedConsistencyChecker } from './consistency.js';
export * from './jepsen/index.js';
export { overHistory } from './jepsen/over-history.js';
export type { DependencyKind, DependencyStep, TransactionAnomaly } from './transactions/anomaly.js';
export { auditTransactions } from './transactions/audit/audit-transactions.js';
export type {
  AnomalyGroup,
  TransactionAudit,
  TransactionAuditOptions,
} from './transactions/audit/transaction-audit.js';
export {
  consistencyModelNamed,
  consistencyModels,
  type ConsistencyModel,
} from './transactions/lattice/models.js';
export { transactional, type TransactionalOptions } from './transactions/transactional.js';
export {
  transactionVerifier,
  verifyTransactionCertificate,
  verifyTransactions,
} from './verify/transactions/verify-transactions.js';
export { causalConvergence } from './causal/causal-convergence.js';
export { causalMemory } from './causal/causal-memory.js';
export { pram } from './causal/pipelined.js';
export { causal } from './causal/weak-causal.js';
export { eventual, type EventualOptions } from './convergence/eventual.js';
export { replicatedData } from './convergence/replicated-data.js';
export { siblings } from './convergence/siblings.js';
export { strongEventual, type StrongEventualOptions } from './convergence/strong-eventual.js';
export { regular, safe } from './registers/regular.js';
export { sequential } from './sequential/sequential.js';
export {
  monotonicReads,
  monotonicWrites,
  readYourWrites,
  writesFollowReads,
} from './sessions/session-guarantees.js';
export {
  boundedStaleness,
  measureStaleness,
  type BoundedTimeOptions,
  type Staleness,
} from './staleness/bounded-time.js';
export { atomicTo } from './staleness/bounded-versions.js';
