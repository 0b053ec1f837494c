/**
 * The public surface of the checkers: `skerry/checkers`. Re-exports only.
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
