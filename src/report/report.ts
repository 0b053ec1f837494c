/**
 * What there is to report, for whichever reporter tells it: one value from which the terminal's
 * text, the HTML page, Markdown, JUnit, SARIF and the others are made, so that all tell the same
 * story.
 */

import type { Audit } from '../../checkers/audit/audit.js';
import type { PartialOrder } from '../../checkers/linearizability/partial-order.js';
import type { Verdict } from '../../checkers/verdict.js';
import type { History } from '../history/operation.js';
import type { AssertionOutcome } from '../measure/assertion.js';
import type { RunSample } from '../measure/sample.js';
import type { CampaignSummary } from './campaign-summary.js';
import type { Counterexample } from './counterexample.js';

/** One thing to report. */
export type Report = CampaignReport | CounterexampleReport | HistoryReport | AuditReport;

/** A campaign, with the counterexample if it found one. */
export interface CampaignReport {
  readonly kind: 'campaign';
  readonly summary: CampaignSummary;
  readonly found?: CounterexampleReport;
  /** Runs that were watched for the plots, the first ones of the campaign. */
  readonly samples?: readonly RunSample[];
  /** What was asserted of its figures, and how that came out. */
  readonly assertions?: readonly AssertionOutcome[];
}

/** A counterexample, found or replayed. */
export interface CounterexampleReport {
  readonly kind: 'counterexample';
  readonly counterexample: Counterexample;
  /** Where it is kept: `.skerry/abd-af4ac7.json`. */
  readonly path?: string;
  /** Where its HTML page was written: `.skerry/abd-af4ac7.html`. */
  readonly pagePath?: string;
  /** The module that `--system` named, where the system is the user's. */
  readonly systemPath?: string;
  /** Set by a matcher: the cluster stands in the user's own test. */
  readonly isFromTest?: boolean;
}

/** A recorded history, judged by one checker. */
export interface HistoryReport {
  readonly kind: 'history';
  /** As the user named it; `standard input` where it has no name. */
  readonly file: string;
  /**
   * Lines of the file, from 1, on which operations of the anomaly ended or, without an answer,
   * began; by id. Only where each event has a line of its own.
   */
  readonly lines?: ReadonlyMap<number, number>;
  readonly history: History;
  readonly verdict: Verdict;
  /** Name of the model, where the checker has one. */
  readonly model?: string;
  /** Of an illegal history: how far its operations can be ordered. */
  readonly partialOrder?: PartialOrder;
  /** Where the history is what shrinking left of a longer one. */
  readonly shrunk?: {
    readonly from: number;
    readonly checks: number;
    readonly minimality: '1-minimal' | 'budget';
  };
}

/** A recorded history, judged by every checker that applies. */
export interface AuditReport {
  readonly kind: 'audit';
  readonly file: string;
  readonly audit: Audit;
  /** Models that the user expects to hold; they decide whether it is a failure. */
  readonly expected: readonly string[];
  /** In words, where the history is what shrinking left of a longer one. */
  readonly shrunk?: string;
}
