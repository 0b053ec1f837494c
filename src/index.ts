/**
 * The public surface: `skerry`. Re-exports only; checkers, workloads and the matchers for Vitest
 * have entries of their own.
 *
 * @module skerry
 */

export * from './history/index.js';

// Scenarios: what a run depends on.
export type { Fault, FaultKind } from './scenario/fault.js';
export type { Profile, Range } from './scenario/profile.js';
export { SCENARIO_VERSION } from './scenario/scenario.js';
export type {
  Deviation,
  Disk,
  Latency,
  MessageIdentity,
  Network,
  ProgramOperation,
  Scenario,
} from './scenario/scenario.js';
export { scenarioSchema } from './scenario/schema.js';

// The simulator, and the shape of what it runs.
export { verifyCredential } from './simulator/credentials.js';
export type { CredentialState } from './simulator/credentials.js';
export type {
  AccessChange,
  AdminCommand,
  Answer,
  Body,
  Context,
  Credential,
  DiskContext,
  DiskError,
  Node,
  Request,
} from './simulator/node.js';
export { notHere, requestClient } from './simulator/request-client.js';
export type { RequestClientOptions } from './simulator/request-client.js';
export { simulate } from './simulator/simulate.js';
export type { Run, SimulateOptions } from './simulator/simulate.js';
export type { BugSwitch, Cluster, Setup, System } from './simulator/system.js';
export { simulateAsync } from './simulator/asynchronous/simulate-async.js';
export { DiskFailure } from './simulator/asynchronous/context.js';
export type {
  AsyncContext,
  AsyncDiskContext,
  AsyncNode,
  CallOptions,
} from './simulator/asynchronous/node.js';
export * from './systems/index.js';
export type { Note, Trace, TraceRecord } from './trace/trace.js';

// Programs that know nothing of the simulator.
export { EscapeError } from './processes/escapes.js';
export type { Escape } from './processes/escapes.js';
export { importForSimulation } from './processes/import-for-simulation.js';
export type {
  ClientProgram,
  ProcessClient,
  ProcessDisk,
  ProcessNode,
  Program,
  RequestHandler,
} from './processes/program.js';

// Generators and shrinking.
export { faultScheduleArbitrary } from './generate/fault-schedules.js';
export type { FaultSettings } from './generate/faults/draw.js';
export type { Ask, ProgramSource } from './generate/program-source.js';
export { programArbitrary } from './generate/programs.js';
export type { ProgramSettings } from './generate/programs.js';
export { scenarioArbitrary } from './generate/scenarios.js';
export type { ScenarioSettings } from './generate/scenarios.js';
export { candidates, scenarioShrink } from './shrink/candidates.js';
export type { ScenarioShrink } from './shrink/candidates.js';
export { shrinkHistory } from './shrink/history/shrink-history.js';
export type {
  NotShrunk,
  ShrinkHistoryOptions,
  ShrunkHistory,
} from './shrink/history/shrink-history.js';
export { minimize } from './shrink/minimize.js';
export type { Shrunk, ShrinkOptions } from './shrink/minimize.js';
export type { ShrinkOracle } from './shrink/oracle.js';

// Campaigns, counterexamples, replay.
export { runCampaign } from './run/campaign.js';
export type { CampaignOptions, CampaignResult, Discovery } from './run/campaign.js';
export { runBounded } from './run/bounded-campaign.js';
export type { BoundedCount, BoundedOptions, BoundedResult } from './run/bounded-campaign.js';
export type { BoundedScope } from './run/bounded.js';
export { confirm, DeterminismError } from './run/confirm.js';
export { hunt } from './run/hunt.js';
export type { HuntOptions, HuntResult } from './run/hunt.js';
export { checkInParallel } from './run/parallel/check-in-parallel.js';
export type { ParallelOptions } from './run/parallel/check-in-parallel.js';
export type { ModelReference } from './run/parallel/search-task.js';
export { fingerprintOf, judgeRun } from './run/judge.js';
export { replay } from './run/replay.js';
export type { Replayed } from './run/replay.js';
export { scenarios } from './run/scenarios.js';
export type { ScenariosOptions } from './run/scenarios.js';
export { shrinkOracle } from './run/shrink-oracle.js';
export { CounterexampleError, loadCounterexample, saveCounterexample } from './run/store.js';
export { PROGRAM_PROFILE, systemOf, USER_PROFILE, withFaults } from './run/user-system.js';
export type { ProgramCluster, UserCluster } from './run/user-system.js';
export { VERSION } from './run/version.js';
export type { RunWorkload } from './run/workload.js';

// Recording what clients of a running system do.
export type { EndSettings } from './record/attempt.js';
export type { RecordedCall } from './record/calls.js';
export { RecorderError, RecorderTimeoutError } from './record/recorder-error.js';
export { createRecorder } from './record/recorder.js';
export type { Recorder, RecorderOptions } from './record/recorder.js';
export type { RecordedMethod, WrapOptions } from './record/wrap.js';

// Measurements.
export { MEASUREMENTS } from './measure/catalogue.js';
export type { MeasurementInfo, MeasurementName } from './measure/catalogue.js';
export { judgeAssertion, parseAssertion } from './measure/assertion.js';
export type { Assertion, AssertionOutcome } from './measure/assertion.js';
export type { Measurements, PhaseFigures } from './measure/measurer.js';
export { measureSystem } from './run/measure.js';
export type { MeasureOptions, MeasureResult } from './run/measure.js';

export * from './report/index.js';
