/**
 * The public surface: `skerry`. Re-exports only; checkers, workloads and the matchers for Vitest
 * have entries of their own.
 */

// Histories: what was recorded.
export {
  decodeEdn,
  decodeEvents,
  decodeJson,
  encodeEdn,
  encodeEvent,
  encodeEvents,
  encodeJson,
  guessFormat,
  HISTORY_FORMATS,
  ParseError,
  readEvents,
  readHistory,
} from './history/codecs/index.js';
export type {
  DecodeOptions,
  EventOptions,
  HistoryFormat,
  LineFormat,
} from './history/codecs/index.js';
export { canonicalKey, equalValues } from './history/equality.js';
export type { Event, EventType } from './history/event.js';
export { HistoryError } from './history/history-error.js';
export { restrict, toEvents, toHistory } from './history/history.js';
export type { History, Operation, Outcome } from './history/operation.js';
export { fromTimedOperations } from './history/timed-operations.js';
export type { TimedOperation, TimedOptions } from './history/timed-operations.js';
export { formatTimeline } from './history/timeline-format.js';
export { history, parseTimeline } from './history/timeline.js';
export {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from './history/value.js';

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

// Transactions, in columns.
export { readTransactions } from './history/codecs/transactions/read-transactions.js';
export type { TransactionOptions } from './history/codecs/transactions/read-transactions.js';
export { listOf, transactionAt } from './history/transactions/transaction-at.js';
export type { MicroOperation, Transaction } from './history/transactions/transaction-at.js';
export type {
  ListColumns,
  TransactionColumns,
  TransactionKind,
} from './history/transactions/transaction-columns.js';
export { guessTransactionKind } from './history/transactions/transaction-kind.js';
export { transactionsOf, transactionsOfHistory } from './history/transactions/transactions-of.js';

// The simulator, and the shape of what it runs.
export type { Answer, Body, Context, DiskContext, Node, Request } from './simulator/node.js';
export { notHere, requestClient } from './simulator/request-client.js';
export type { RequestClientOptions } from './simulator/request-client.js';
export { simulate } from './simulator/simulate.js';
export type { Run, SimulateOptions } from './simulator/simulate.js';
export type { BugSwitch, Cluster, Setup, System } from './simulator/system.js';
export {
  abd,
  primaryBackup,
  raft,
  recordStore,
  systems,
  transactionalStore,
} from './systems/index.js';
export type { RecordOptions } from './systems/index.js';
export type { Note, Trace, TraceRecord } from './trace/trace.js';

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
export { systemOf, USER_PROFILE, withFaults } from './run/user-system.js';
export type { UserCluster } from './run/user-system.js';
export { VERSION } from './run/version.js';
export type { RunWorkload } from './run/workload.js';

// Reports.
export { renderCampaign } from './report/campaign-report.js';
export { campaignOutcome } from './report/campaign-summary.js';
export type { CampaignOutcome, CampaignSummary } from './report/campaign-summary.js';
export type { Counterexample, Finding, Fingerprint } from './report/counterexample.js';
export type { Paint, Palette } from './report/palette.js';
export { renderText } from './report/text-report.js';
export type { TextOptions } from './report/text-report.js';
export { renderVerdict } from './report/verdict-report.js';
export { renderAudit } from './report/audit-report.js';
