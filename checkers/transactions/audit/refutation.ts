/**
 * The anomaly that a complete check found where no cycle of known dependencies shows it.
 */

import type { DependencyKind, DependencyStep, TransactionAnomaly } from '../anomaly.js';
import { modelsBrokenBy } from '../lattice/anomalies.js';
import { withStronger } from '../lattice/boundary.js';
import type { DecidedModel } from '../lattice/levels.js';
import type { Level, LevelAnswer } from '../levels/level.js';
import type { Observation } from '../observation.js';
import { coreStory } from './core-story.js';
import { forcedStory } from './forced-story.js';
import type { AnomalyGroup } from './transaction-audit.js';

/** What it is called, and what is said of the transactions that show it. */
const NAMES: Readonly<Record<Level['axiom'], readonly [kind: string, phrase: string]>> = {
  'read-committed': ['circular-reads', 'circular information flow among'],
  'monotonic-atomic-view': [
    'non-monotonic-view',
    'a transaction saw another and later missed it, among',
  ],
  'read-atomic': ['torn-read', 'a transaction saw a part of another, among'],
  causal: ['causality-violation', 'a transaction missed what came before what it had seen, among'],
  prefix: ['no-common-prefix', 'there is no order of commits of which all saw beginnings, among'],
  'snapshot-isolation': ['no-snapshot', 'there are no snapshots without lost updates, among'],
  serializable: ['no-serial-order', 'there is no serial order of'],
};

/** Of the levels at which what a process did before counts as seen. */
const SESSION_PHRASES: Readonly<Partial<Record<Level['axiom'], string>>> = {
  'monotonic-atomic-view':
    'a transaction missed another after it, or its process, had seen it, among',
  'read-atomic': 'a transaction missed a part of what it, or its process, had seen, among',
};

const ORDERS: Readonly<Record<Level['order'], readonly [suffix: string, phrase: string]>> = {
  none: ['', ''],
  session: ['-process', ', given the order of processes'],
  realtime: ['-realtime', ', given real time'],
};

/** A group of the one anomaly, which breaks `model`. */
export function refutation(
  observation: Observation,
  { model, level }: DecidedModel,
  { cycle, involved }: LevelAnswer & { readonly kind: 'violated' },
): AnomalyGroup {
  const story =
    cycle === undefined
      ? coreStory(observation, [...involved], level)
      : forcedStory(observation, cycle);
  const operations = story.nodes.map((node) => observation.transaction[node]!);
  const [name, plainly] = NAMES[level.axiom];
  const phrase = (level.order === 'session' && SESSION_PHRASES[level.axiom]) || plainly;
  const [suffix, order] = ORDERS[level.order];
  const isDependencies = cycle === undefined && story.steps !== undefined;
  const cycleClass = isDependencies
    ? classOf(story.steps ?? [], story.restsOn ?? new Set())
    : undefined;
  const kind =
    cycleClass !== undefined && claimsNoMore(cycleClass, model) ? cycleClass : name + suffix;
  const anomaly: TransactionAnomaly = {
    kind,
    message: `${phrase} ${operations.map((id) => `#${id}`).join(', ')}${order}`,
    operations,
    explanation: story.sentences,
    ...(story.steps === undefined ? {} : { steps: story.steps }),
  };
  return { kind, breaks: [model], count: 1, examples: [anomaly] };
}

/**
 * A step that was deduced from the level itself may close a circle whose name would break weaker
 * levels, in which that deduction does not hold.
 */
function claimsNoMore(cycleClass: string, model: string): boolean {
  const broken = withStronger(model === 'serializable' ? [model, 'repeatable-read'] : [model]);
  return modelsBrokenBy([cycleClass]).every((one) => broken.has(one));
}

/** Adya's name for a cycle of dependencies, with Elle's suffix for the order that it needs. */
function classOf(steps: readonly DependencyStep[], restsOn: ReadonlySet<DependencyKind>): string {
  const kinds = steps.map(({ kind }) => kind);
  const antidependencies = kinds.filter((kind) => kind === 'rw').length;
  const isAdjacent = kinds.some(
    (kind, at) => kind === 'rw' && kinds[(at + 1) % kinds.length] === 'rw',
  );
  const suffix = restsOn.has('realtime') ? '-realtime' : restsOn.has('process') ? '-process' : '';
  if (antidependencies === 0) return (kinds.includes('wr') ? 'G1c' : 'G0') + suffix;
  if (antidependencies === 1) return `G-single-item${suffix}`;
  return (isAdjacent ? 'G2-item' : 'G-nonadjacent-item') + suffix;
}
