/**
 * What was checked, and what each check came to: the findings of a counterexample, the verdict on a
 * history, the expectations and checkers of an audit.
 */

import type { Because, ModelStanding } from '../../checkers/audit/standings.js';
import { standingOf } from '../../checkers/audit/standings.js';
import type { AnomalyGroup } from '../../checkers/transactions/audit/transaction-audit.js';
import type { TransactionAnomaly } from '../../checkers/transactions/anomaly.js';
import type { Anomaly, Verdict } from '../../checkers/verdict.js';
import type { AssertionOutcome } from '../measure/assertion.js';
import { campaignOutcome, vacuityReasons } from './campaign-summary.js';
import { findCulprit } from './culprit.js';
import type { Counterexample } from './counterexample.js';
import { escapeText } from './escape.js';
import { becauseText } from './lattice-table.js';
import { measuredText } from './measurements-report.js';
import type { OutlinedAnomaly, OutlinedCheck, OutlinedStep } from './outline.js';
import { countOf } from './quantities.js';
import { readable } from './references.js';
import type { AuditReport, CampaignReport, Report } from './report.js';
import { describeKey, describeValue } from './values.js';

const ANOMALIES_MAX = 10;
const SENTENCES_MAX = 40;
const OPERATIONS_MAX = 100;

/** The checks of a report, at least one. */
export function checksOf(report: Report): readonly OutlinedCheck[] {
  switch (report.kind) {
    case 'campaign':
      return [
        ...(report.found === undefined
          ? [campaignCheck(report)]
          : findingChecks(report.found.counterexample)),
        ...(report.assertions ?? []).map(assertionCheck),
      ];
    case 'counterexample':
      return findingChecks(report.counterexample);
    case 'history':
      return [verdictCheck(report.verdict.checker, report.verdict, true)];
    case 'audit':
      return auditChecks(report);
  }
}

/** A campaign that found nothing is one check: that nothing is to be found. */
function campaignCheck({ summary }: CampaignReport): OutlinedCheck {
  const outcome = campaignOutcome(summary);
  const reason =
    outcome === 'unknown'
      ? `${countOf(summary.unknown, 'scenario')} could not be decided`
      : vacuityReasons(summary).join(' and ');
  const scenarios = countOf(summary.scenarios, 'scenario');
  const message = `${countOf(summary.violations, 'violation')} in ${scenarios}`;
  const anomaly = { kind: 'violation', message, sentences: [], operations: [], count: 1 };
  return {
    name: nameOf(summary.workload),
    outcome: outcome === 'violation' ? 'illegal' : outcome === 'clean' ? 'legal' : 'unknown',
    isDemanded: true,
    anomalies: outcome === 'violation' ? [anomaly] : [],
    omitted: 0,
    reason: outcome === 'unknown' || outcome === 'vacuous' ? reason : '',
  };
}

const ASSERTED = { holds: 'legal', fails: 'illegal', 'not measured': 'unknown' } as const;

/** What was asserted of a figure is demanded like any guarantee. */
function assertionCheck({ assertion, actual, outcome }: AssertionOutcome): OutlinedCheck {
  const name = nameOf(assertion.text);
  const message = `${name} does not hold: ${measuredText(assertion, actual)} was measured`;
  const anomaly = { kind: 'assertion', message, sentences: [], operations: [], count: 1 };
  return {
    name,
    outcome: ASSERTED[outcome],
    isDemanded: true,
    anomalies: outcome === 'fails' ? [anomaly] : [],
    omitted: 0,
    reason: outcome === 'not measured' ? 'there was nothing to measure' : '',
  };
}

/** The finding that shrinking kept first, and in it the anomaly of the fingerprint. */
function findingChecks(counterexample: Counterexample): readonly OutlinedCheck[] {
  const culprit = findCulprit(counterexample);
  const checks = counterexample.findings.map((finding): OutlinedCheck => {
    const isTold = finding === culprit?.finding;
    const others = finding.anomalies.filter((one) => one !== culprit?.anomaly);
    const anomalies = isTold ? [culprit.anomaly, ...others] : finding.anomalies;
    return {
      name: nameOf(finding.checker),
      outcome: finding.kind,
      isDemanded: true,
      ...outlinedAnomalies(anomalies),
      reason: finding.kind === 'unknown' ? 'its budget ended before there was an answer' : '',
    };
  });
  const told = counterexample.findings.findIndex((finding) => finding === culprit?.finding);
  if (told > 0) checks.unshift(...checks.splice(told, 1));
  if (checks.some(({ outcome }) => outcome === 'illegal')) return checks;
  return [missingCheck(counterexample), ...checks];
}

/** What the fingerprint says, where no finding tells more. */
function missingCheck({ fingerprint }: Counterexample): OutlinedCheck {
  const kind = nameOf(fingerprint.anomaly);
  return {
    name: nameOf(fingerprint.checker),
    outcome: 'illegal',
    isDemanded: true,
    anomalies: [{ kind, message: kind, sentences: [], operations: [], count: 1 }],
    omitted: 0,
    reason: '',
  };
}

function verdictCheck(name: string, verdict: Verdict, isDemanded: boolean): OutlinedCheck {
  return {
    name: nameOf(name),
    outcome: verdict.kind,
    isDemanded,
    ...outlinedAnomalies(verdict.kind === 'illegal' ? verdict.anomalies : []),
    reason: verdict.kind === 'unknown' ? readable(verdict.reason) : '',
  };
}

/** What is expected of an audit is demanded; where nothing is, whatever is wrong counts. */
function auditChecks({ audit, expected }: AuditReport): readonly OutlinedCheck[] {
  const isDemanded = expected.length === 0;
  const checks = [
    ...expected.map((model) => modelCheck(model, audit.standings, audit.anomalies)),
    ...transactionChecks(audit.anomalies, audit.subject, isDemanded),
    ...audit.checks.map(({ name, verdict }) => verdictCheck(name, verdict, isDemanded)),
  ];
  if (checks.length > 0) return checks;
  return [{ name: 'audit', outcome: 'legal', isDemanded, anomalies: [], omitted: 0, reason: '' }];
}

/** The anomalies of transactions under one name; nothing where no transactions were judged. */
function transactionChecks(
  groups: readonly AnomalyGroup[],
  subject: string,
  isDemanded: boolean,
): OutlinedCheck[] {
  if (groups.length === 0 && !subject.includes('transaction')) return [];
  return [
    {
      name: 'transactions',
      outcome: groups.length === 0 ? 'legal' : 'illegal',
      isDemanded,
      anomalies: groups.slice(0, ANOMALIES_MAX).flatMap(outlinedGroup),
      omitted: Math.max(0, groups.length - ANOMALIES_MAX),
      reason: '',
    },
  ];
}

function outlinedGroup({ examples, count, breaks }: AnomalyGroup): OutlinedAnomaly[] {
  const [example] = examples;
  return example === undefined
    ? []
    : [{ ...outlinedAnomaly(example), breaks: breaks.map(nameOf), count }];
}

const OUTCOMES = { holds: 'legal', violated: 'illegal', undecided: 'unknown' } as const;

function modelCheck(
  name: string,
  standings: readonly ModelStanding[],
  groups: readonly AnomalyGroup[],
): OutlinedCheck {
  const standing = standingOf(standings, name);
  const outcome = OUTCOMES[standing?.standing ?? 'undecided'];
  const root = standing === undefined ? undefined : rootOf(standing, standings);
  const text = root === undefined ? 'nothing was decided' : becauseText(root, groups, false);
  const because = root === standing || root === undefined ? text : `${root.model}: ${text}`;
  return {
    name: nameOf(name),
    outcome,
    isDemanded: true,
    anomalies: outcome === 'illegal' ? [modelAnomaly(name, because, root, groups)] : [],
    omitted: 0,
    reason: outcome === 'unknown' ? because : '',
  };
}

/** From what it follows in the end. */
function rootOf(standing: ModelStanding, standings: readonly ModelStanding[]): ModelStanding {
  let root = standing;
  for (let steps = 0; root.because.kind === 'implied' && steps < standings.length; steps++) {
    const { by } = root.because;
    root = standings.find(({ model }) => model === by) ?? root;
  }
  return root;
}

/** That a model is violated, with the anomaly that shows it where there is one. */
function modelAnomaly(
  name: string,
  because: string,
  root: ModelStanding | undefined,
  groups: readonly AnomalyGroup[],
): OutlinedAnomaly {
  const kind = anomalyKind(root?.because);
  const group = groups.find((one) => one.kind === kind || one.breaks.includes(root?.model ?? ''));
  const [shown] = group === undefined ? [] : outlinedGroup(group);
  if (shown !== undefined) return shown;
  const message = `${nameOf(name)} is violated (${because})`;
  return { kind: nameOf(name), message, sentences: [], operations: [], count: 1 };
}

function anomalyKind(because: Because | undefined): string | undefined {
  return because?.kind === 'anomaly' ? because.anomaly : undefined;
}

function outlinedAnomalies(anomalies: readonly Anomaly[]): {
  readonly anomalies: readonly OutlinedAnomaly[];
  readonly omitted: number;
} {
  return {
    anomalies: anomalies.slice(0, ANOMALIES_MAX).map(outlinedAnomaly),
    omitted: Math.max(0, anomalies.length - ANOMALIES_MAX),
  };
}

function outlinedAnomaly(anomaly: Anomaly | TransactionAnomaly): OutlinedAnomaly {
  const { kind, message, explanation, operations, key } = anomaly;
  const steps = 'steps' in anomaly ? anomaly.steps : undefined;
  return {
    kind: nameOf(kind),
    message: readable(message),
    sentences: explanation.slice(0, SENTENCES_MAX).map((sentence) => readable(sentence)),
    operations: operations.slice(-OPERATIONS_MAX).map((id) => id + 1),
    ...(key === undefined ? {} : { key: describeKey(key) }),
    count: 1,
    ...(steps === undefined ? {} : { steps: steps.slice(0, OPERATIONS_MAX).map(outlinedStep) }),
  };
}

type Step = NonNullable<TransactionAnomaly['steps']>[number];

function outlinedStep({ from, to, kind, key, because }: Step): OutlinedStep {
  const label = key === undefined ? kind : `${kind} ${describeValue(key)}`;
  return { from: from + 1, to: to + 1, label, because: readable(because) };
}

function nameOf(text: string): string {
  return escapeText(text, { lengthMax: 60 });
}
