/**
 * The outline of a report: what every format of a machine says, whatever its notation. All texts in
 * it are escaped for one line (`escapeText`, `readable`) and bounded in length; a format adds the
 * escapes of its own notation on top. It holds no duration and no date: the same report gives the
 * same outline.
 */

import { campaignOutcome } from './campaign-summary.js';
import { findCulprit } from './culprit.js';
import { escapeText } from './escape.js';
import { factsOf, shownPath } from './facts.js';
import { assertionLine } from './measurements-report.js';
import { checksOf } from './outline-checks.js';
import { outlinedOperations, type OutlinedOperation } from './outline-operations.js';
import type { Fact } from './page/page-data.js';
import { countOf, formatShare } from './quantities.js';
import type { CampaignReport, CounterexampleReport, Report } from './report.js';
import { shellWord } from './shell-word.js';

/** How it ended: a violation stands whatever else was the case. */
export type ReportOutcome = 'violation' | 'unknown' | 'vacuous' | 'clean';

/** The outline. */
export interface Outline {
  readonly kind: Report['kind'];
  readonly outcome: ReportOutcome;
  /** `abd +no-write-back, workload register`, or the name of the history. */
  readonly subject: string;
  /** `VIOLATION of linearizability`, `LEGAL`, `CLEAN`, `VACUOUS`, ... */
  readonly title: string;
  /** The sentence beside it. */
  readonly headline: string;
  readonly facts: readonly Fact[];
  /** At least one. */
  readonly checks: readonly OutlinedCheck[];
  /** Those of the anomaly that the report is about and some around them, in order of call. */
  readonly operations: readonly OutlinedOperation[];
  /** How many operations `operations` leaves out. */
  readonly operationsOmitted: number;
  readonly counts: Readonly<Record<string, number>>;
  /** The history that was judged, or the saved counterexample; absent for standard input. */
  readonly file?: string;
  /** The command that shows the same again. */
  readonly replay?: string;
}

/** What one checker, invariant or expectation came to. */
export interface OutlinedCheck {
  readonly name: string;
  readonly outcome: 'legal' | 'illegal' | 'unknown';
  /** Whether it makes the report a violation; an audit with expectations demands only these. */
  readonly isDemanded: boolean;
  readonly anomalies: readonly OutlinedAnomaly[];
  /** How many anomalies `anomalies` leaves out. */
  readonly omitted: number;
  /** Why it is unknown; else empty. */
  readonly reason: string;
}

/** One thing that is wrong. */
export interface OutlinedAnomaly {
  readonly kind: string;
  readonly message: string;
  /** Why, a sentence each. */
  readonly sentences: readonly string[];
  /** Numbers of operations as the reader meets them, the offending one last. */
  readonly operations: readonly number[];
  readonly key?: string;
  /** Consistency models that it breaks, without those that break with them. */
  readonly breaks?: readonly string[];
  /** How many of this kind were found. */
  readonly count: number;
  /** Of a cycle of transactions: `operations[i]` comes before the next one, and why. */
  readonly steps?: readonly OutlinedStep[];
}

/** One transaction comes before another; both are numbers of operations. */
export interface OutlinedStep {
  readonly from: number;
  readonly to: number;
  /** `rw x` */
  readonly label: string;
  readonly because: string;
}

/** The outline of a report. Linear in the report. */
export function outlineOf(report: Report): Outline {
  const checks = checksOf(report);
  const outcome = outcomeOf(report, checks);
  const { operations, omitted } = outlinedOperations(report);
  const file = fileOf(report);
  const replay = replayOf(report);
  return {
    kind: report.kind,
    outcome,
    subject: subjectOf(report),
    ...titleOf(report, outcome, checks),
    facts: factsOf(report),
    checks,
    operations,
    operationsOmitted: omitted,
    counts: countsOf(report),
    ...(file === undefined ? {} : { file }),
    ...(replay === undefined ? {} : { replay }),
  };
}

function outcomeOf(report: Report, checks: readonly OutlinedCheck[]): ReportOutcome {
  if (report.kind === 'campaign') return campaignAndAssertions(report);
  if (report.kind === 'counterexample') return 'violation';
  const demanded = checks.filter(({ isDemanded }) => isDemanded);
  if (demanded.some((check) => check.outcome === 'illegal')) return 'violation';
  return demanded.some((check) => check.outcome === 'unknown') ? 'unknown' : 'clean';
}

/** What was asserted of figures counts like any guarantee. */
function campaignAndAssertions({ summary, assertions = [] }: CampaignReport): ReportOutcome {
  const outcome = campaignOutcome(summary);
  if (outcome === 'violation') return outcome;
  if (assertions.some((one) => one.outcome === 'fails')) return 'violation';
  return assertions.some((one) => one.outcome === 'not measured') ? 'unknown' : outcome;
}

function subjectOf(report: Report): string {
  switch (report.kind) {
    case 'campaign': {
      const { system, bugs, workload } = report.summary;
      return systemText(system, bugs, workload);
    }
    case 'counterexample': {
      const { system, workload } = report.counterexample.scenario;
      return systemText(system.name, system.bugs, workload);
    }
    case 'history':
    case 'audit':
      return shownPath(report.file);
  }
}

function systemText(system: string, bugs: readonly string[], workload: string): string {
  const name = (text: string): string => escapeText(text, { lengthMax: 60 });
  return `${[system, ...bugs].map(name).join(' +')}, workload ${name(workload)}`;
}

const TITLES = { clean: 'CLEAN', unknown: 'UNKNOWN', vacuous: 'VACUOUS' } as const;

function titleOf(
  report: Report,
  outcome: ReportOutcome,
  checks: readonly OutlinedCheck[],
): { readonly title: string; readonly headline: string } {
  const told = tellingCheck(report, outcome, checks);
  if (report.kind === 'campaign' && report.found === undefined) {
    const { violations } = report.summary;
    const broken = violations > 0 ? 'VIOLATION' : `VIOLATION of ${told?.name ?? ''}`;
    return {
      title: outcome === 'violation' ? broken : TITLES[outcome],
      headline: campaignHeadline(report),
    };
  }
  if (outcome === 'violation') {
    const [anomaly] = told?.anomalies ?? [];
    return { title: `VIOLATION of ${told?.name ?? ''}`, headline: anomaly?.message ?? '' };
  }
  if (outcome === 'unknown') {
    return { title: 'UNKNOWN', headline: `${told?.name ?? ''} is not decided` };
  }
  const demanded = checks.filter(({ isDemanded }) => isDemanded).map(({ name }) => name);
  const names = demanded.length > 4 ? [...demanded.slice(0, 3), 'others'] : demanded;
  const verb = names.length === 1 ? 'holds' : 'hold';
  return { title: 'LEGAL', headline: `${names.join(', ')} ${verb}` };
}

/** The check that the outcome is about; of a counterexample that of its fingerprint. */
function tellingCheck(
  report: Report,
  outcome: ReportOutcome,
  checks: readonly OutlinedCheck[],
): OutlinedCheck | undefined {
  const wanted = outcome === 'violation' ? 'illegal' : 'unknown';
  const found = foundIn(report);
  const culprit = found === undefined ? undefined : findCulprit(found.counterexample);
  const name =
    culprit === undefined ? undefined : escapeText(culprit.finding.checker, { lengthMax: 60 });
  const candidates = checks.filter((check) => check.isDemanded && check.outcome === wanted);
  return candidates.find((check) => check.name === name) ?? candidates[0];
}

function campaignHeadline({ summary, assertions = [] }: CampaignReport): string {
  const { scenarios, violations, operations } = summary;
  const { ok, fail, info } = operations;
  const share = formatShare(ok, ok + fail + info);
  const found = violations === 0 ? 'no violation' : countOf(violations, 'violation');
  const missed = assertions.filter(({ outcome }) => outcome !== 'holds').map(assertionLine);
  const ran = `${found} in ${countOf(scenarios, 'scenario')}, ${share} of the operations ok`;
  return [...missed, ran].join('; ');
}

/** The counterexample that a report tells of. */
export function foundIn(report: Report): CounterexampleReport | undefined {
  if (report.kind === 'counterexample') return report;
  return report.kind === 'campaign' ? report.found : undefined;
}

function fileOf(report: Report): string | undefined {
  if (report.kind === 'history' || report.kind === 'audit') {
    return report.file === 'standard input' ? undefined : shownPath(report.file);
  }
  const path = foundIn(report)?.path;
  return path === undefined ? undefined : shownPath(path);
}

function replayOf(report: Report): string | undefined {
  const found = foundIn(report);
  return found === undefined ? undefined : replayCommand(found);
}

/** The command that replays a counterexample; of a user's system with the module it is in. */
export function replayCommand(found: CounterexampleReport, ascii = false): string {
  const { counterexample, path, systemPath } = found;
  const name = escapeText(counterexample.name, { ascii, lengthMax: 200 });
  const file = path === undefined ? `.skerry/${name}.json` : shownPath(path, ascii);
  const replay = `npx skerry replay ${shellWord(file)}`;
  if (systemPath === undefined) return replay;
  return `${replay} --system ${shellWord(shownPath(systemPath, ascii))}`;
}

function countsOf(report: Report): Readonly<Record<string, number>> {
  switch (report.kind) {
    case 'campaign': {
      const { scenarios, violations, unknown, operations } = report.summary;
      return { scenarios, violations, unknown, ...operations };
    }
    case 'counterexample': {
      const { shrunk, simulations } = report.counterexample.statistics;
      return { ...shrunk, simulations };
    }
    case 'history':
      return { ...report.verdict.effort };
    case 'audit':
      return { judged: report.audit.judged, configurations: report.audit.configurations };
  }
}
