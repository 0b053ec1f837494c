/**
 * The public surface of the checkers: `skerry/checkers`. Re-exports only.
 */

export type {
  Certificate,
  ExhaustionCertificate,
  LinearizationCertificate,
  WitnessCertificate,
} from './certificate.js';
export type { Checker, CheckOptions, Invariant, Judges } from './checker.js';
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
  type RegisterView,
} from './model.js';
export { casRegister } from './models/cas-register.js';
export { modelNamed, namedModels, type NamedModel } from './models/index.js';
export { keyValue, type KeyValueOptions, type KeyValueState } from './models/key-value.js';
export { loadModel } from './models/load.js';
export { mutex } from './models/mutex.js';
export { register, type RegisterOptions } from './models/register.js';
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
