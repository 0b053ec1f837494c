/**
 * Which component draws which kind of section. A kind that is not listed is named in a sentence, so
 * that a page of a later version still opens.
 */

import type { VNode } from 'preact';
import type { Section } from '../../report/page/page-data.js';
import { LikelihoodPanel } from './likelihood.js';
import { LinearizationPanel } from './linearization.js';
import { ReplayPanel } from './replay.js';
import { ShrinkLogPanel } from './shrink-log.js';
import { StoryPanel } from './story.js';
import { TracePanel } from './trace.js';
import { WhyPanel } from './why.js';
import { HistoryPanel } from './history.js';
import { CyclePanel } from './cycle.js';
import { ModelsPanel } from './models.js';
import { ChecksPanel } from './checks.js';
import { PlotsPanel } from './plots.js';
import { CountsPanel } from './counts.js';

/** The section of one kind. */
export type SectionOf<Kind extends Section['kind']> = Extract<Section, { readonly kind: Kind }>;

/** How one kind of section is drawn. */
export interface SectionDrawing<Kind extends Section['kind']> {
  /** In the navigation and above the section. */
  readonly title: string | ((section: SectionOf<Kind>) => string);
  readonly Panel: (props: { readonly section: SectionOf<Kind> }) => VNode;
}

const drawings: { readonly [Kind in Section['kind']]?: SectionDrawing<Kind> } = {
  story: { title: 'What happened', Panel: StoryPanel },
  why: { title: 'Why it is a violation', Panel: WhyPanel },
  history: { title: 'The history', Panel: HistoryPanel },
  cycle: { title: ({ anomaly }) => `Cycle: ${anomaly}`, Panel: CyclePanel },
  models: { title: 'Consistency models', Panel: ModelsPanel },
  checks: { title: 'Checks', Panel: ChecksPanel },
  plots: { title: 'Over time', Panel: PlotsPanel },
  counts: { title: ({ title }) => title, Panel: CountsPanel },
  linearization: { title: 'How far it can be ordered', Panel: LinearizationPanel },
  likelihood: { title: 'When it became inevitable', Panel: LikelihoodPanel },
  'shrink-log': { title: 'How it was shrunk', Panel: ShrinkLogPanel },
  replay: { title: 'See it again', Panel: ReplayPanel },
  trace: { title: 'Trace', Panel: TracePanel },
};

/** How to draw this section; `undefined` for a kind that this version does not know. */
export function drawingOf<Kind extends Section['kind']>(
  section: SectionOf<Kind>,
): SectionDrawing<Kind> | undefined {
  return (drawings as Readonly<Record<string, SectionDrawing<Kind> | undefined>>)[section.kind];
}
