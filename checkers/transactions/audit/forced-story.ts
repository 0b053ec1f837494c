/**
 * A circle of commits that an axiom forces, in sentences: who read from whom, who follows whom, and
 * which writes had to come first because a reader had seen them and read another.
 */

import type { DependencyStep } from '../anomaly.js';
import type { ForcedStep } from '../levels/level.js';
import { INITIAL, type Observation } from '../observation.js';
import type { CoreStory } from './core-story.js';
import { Teller } from './teller.js';

/** Explains a circle; T1 is the node that its first step leaves. */
export function forcedStory(observation: Observation, cycle: readonly ForcedStep[]): CoreStory {
  const stale = cycle.find(({ to }) => to === INITIAL);
  if (stale?.kind === 'ww') return staleStory(observation, stale);
  const nodes: number[] = [];
  const note = (node: number): void => {
    if (node !== INITIAL && !nodes.includes(node)) nodes.push(node);
  };
  for (const { from } of cycle) note(from);
  for (const step of cycle) {
    if (step.kind !== 'ww') continue;
    for (const node of step.seen) note(node);
    note(step.reader);
  }
  const teller = new Teller(observation, nodes);
  const sentences = cycle.map((step, at) => {
    const order = `${nameOf(teller, step.from)} < ${nameOf(teller, step.to)}`;
    const text = `${order}, because ${because(teller, step)}`;
    return at < cycle.length - 1 ? `${text}.` : `However, ${text}: a contradiction!`;
  });
  return {
    nodes,
    sentences: [...teller.introductions(), ...sentences],
    steps: cycle.map((step) => stepOf(observation, teller, step)),
  };
}

/** A reader that had seen a write and read the initial state all the same: no circle is needed. */
function staleStory(observation: Observation, step: ForcedStep & { kind: 'ww' }): CoreStory {
  const nodes = [...new Set([...step.seen, step.reader])];
  const teller = new Teller(observation, nodes);
  return {
    nodes,
    sentences: [
      ...teller.introductions(),
      `${capitalised(because(teller, step))}: a contradiction!`,
    ],
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf(teller: Teller, node: number): string {
  return node === INITIAL ? 'the initial state' : teller.name(node);
}

function because(teller: Teller, step: ForcedStep): string {
  const { from, to } = step;
  switch (step.kind) {
    case 'ww-known':
      return teller.because({ from, to, kind: 'ww', key: step.key });
    case 'ww': {
      const [first, second] = [nameOf(teller, from), nameOf(teller, to)];
      const reader = nameOf(teller, step.reader);
      const between = step.seen.slice(1, -1).map((node) => teller.name(node));
      const way = between.length === 0 ? '' : ` through ${between.join(', ')}`;
      const source = to === INITIAL ? 'as it was at first' : `as ${second} wrote it`;
      const key = teller.key(step.key);
      return `${reader} had seen ${first}${way}, which wrote ${key}, and read it ${source}`;
    }
    case 'wr':
    case 'rw':
      return from === INITIAL
        ? `${nameOf(teller, to)} read ${teller.key(step.key)} as it was at first`
        : teller.because({ from, to, kind: step.kind, key: step.key });
    case 'process':
    case 'realtime':
      return from === INITIAL
        ? 'the initial state is before all'
        : teller.because({ from, to, kind: step.kind, key: -1 });
  }
}

function stepOf(observation: Observation, teller: Teller, step: ForcedStep): DependencyStep {
  const { columns, transaction } = observation;
  const kind = step.kind === 'ww-known' ? 'ww' : step.kind;
  const base = {
    from: transaction[step.from]!,
    to: transaction[step.to]!,
    kind,
    because: because(teller, step),
  } as const;
  return 'key' in step ? { ...base, key: columns.keys[step.key]! } : base;
}
