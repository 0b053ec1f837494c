/**
 * The page of a counterexample: the story first, then the argument, and what else is known of it.
 */

import type { PartialOrder } from '../../../checkers/linearizability/partial-order.js';
import type { TransactionAnomaly } from '../../../checkers/transactions/anomaly.js';
import type { Counterexample, Finding } from '../counterexample.js';
import { findCulprit, type Culprit } from '../culprit.js';
import { escapeText } from '../escape.js';
import { inevitableFromUs } from '../likelihood.js';
import { oddsLines } from '../odds.js';
import { outlineOf, replayCommand } from '../outline.js';
import { readable } from '../references.js';
import type { CounterexampleReport } from '../report.js';
import { renderText } from '../text-report.js';
import { cycleSection } from './cycle-section.js';
import { linearizationSection } from './linearization-section.js';
import type {
  ChecksSection,
  CycleSection,
  LikelihoodSection,
  OperationView,
  PageContent,
  Section,
  ShrinkLogSection,
  StorySection,
  WhySection,
} from './page-data.js';
import { replaySection } from './replay-section.js';
import { sentenceOf } from './sentences.js';
import { storyView } from './story-view.js';
import { traceSection } from './trace-section.js';

/** The page of a counterexample. Linear in it, but for sorting. */
export function counterexamplePage(report: CounterexampleReport): PageContent {
  const { outcome, title, headline, subject, facts } = outlineOf(report);
  return {
    title: `${title}: ${subject}`,
    outcome,
    headline,
    facts,
    sections: counterexampleSections(report),
    text: renderText(report.counterexample, { next: replayCommand(report) }),
  };
}

/** Its sections, from the story to the trace. */
export function counterexampleSections(report: CounterexampleReport): Section[] {
  const { counterexample } = report;
  const culprit = findCulprit(counterexample);
  const story = storySection(counterexample, culprit);
  const order = culprit?.finding.partialOrder;
  const sections: (Section | undefined)[] = [
    story,
    culprit === undefined ? undefined : whySection(culprit),
    order === undefined ? undefined : linearization(order, story.shrunk.operations),
    likelihoodSection(counterexample),
    shrinkLogSection(counterexample),
    checksSection(counterexample.findings),
    replaySection(report),
    traceSection(counterexample.trace),
  ];
  return sections.filter((section) => section !== undefined);
}

function storySection(counterexample: Counterexample, culprit: Culprit | undefined): StorySection {
  const { story, originalStory, scenario, original } = counterexample;
  const shrunk = storyView(story, scenario, culprit);
  if (originalStory === undefined) return { kind: 'story', shrunk };
  // Its operations have other numbers: the anomaly says nothing of them.
  return { kind: 'story', shrunk, original: storyView(originalStory, original, undefined) };
}

/** The argument; of transactions that come before one another in a circle, the circle. */
function whySection({ finding, anomaly }: Culprit): WhySection | CycleSection | undefined {
  const { steps = [] } = anomaly as TransactionAnomaly;
  if (steps.length > 0) return cycleSection(anomaly, 1);
  if (anomaly.explanation.length === 0) return undefined;
  return {
    kind: 'why',
    checker: name(finding.checker),
    anomaly: name(anomaly.kind),
    sentences: anomaly.explanation.map((sentence) => sentenceOf(sentence)),
  };
}

function linearization(order: PartialOrder, operations: readonly OperationView[]): Section {
  const views = new Map(operations.map((operation) => [operation.number, operation]));
  return linearizationSection(order, (number) => views.get(number));
}

function likelihoodSection({
  likelihood,
  statistics,
}: Counterexample): LikelihoodSection | undefined {
  const points = likelihood
    .filter(({ runs }) => runs > 0)
    .sort((left, right) => left.atUs - right.atUs);
  if (points.length === 0) return undefined;
  const inevitable = inevitableFromUs(points);
  const [odds] = oddsLines(statistics, Number.MAX_SAFE_INTEGER);
  return {
    kind: 'likelihood',
    points,
    ...(inevitable === undefined ? {} : { inevitableFromUs: inevitable }),
    odds: odds?.at(-1)?.text ?? '',
  };
}

function shrinkLogSection({
  shrinkLog = [],
  statistics,
}: Counterexample): ShrinkLogSection | undefined {
  if (shrinkLog.length === 0) return undefined;
  const { original, minimality } = statistics;
  const found = { pass: 'as found', size: original, simulations: 0 };
  return {
    kind: 'shrink-log',
    minimality,
    steps: [found, ...shrinkLog].map(({ pass, size, simulations }) => ({
      simulations,
      pass: name(pass),
      operations: size.operations,
      faults: size.faults,
      deviations: size.deviations,
    })),
  };
}

function checksSection(findings: readonly Finding[]): ChecksSection {
  return {
    kind: 'checks',
    checks: findings.map(({ checker, kind, anomalies }) => ({
      name: name(checker),
      outcome: kind,
      text: [...new Set(anomalies.map(({ message }) => readable(message)))].join('; '),
    })),
  };
}

function name(text: string): string {
  return escapeText(text, { lengthMax: 60 });
}
