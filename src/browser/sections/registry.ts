/**
 * Which component draws which kind of section. A kind that is not listed is named in a sentence, so
 * that a page of a later version still opens.
 */

import type { VNode } from 'preact';
import type { Section } from '../../report/page/page-data.js';
import { WhyPanel } from './why.js';

/** The section of one kind. */
export type SectionOf<Kind extends Section['kind']> = Extract<Section, { readonly kind: Kind }>;

/** How one kind of section is drawn. */
export interface SectionDrawing<Kind extends Section['kind']> {
  /** In the navigation and above the section. */
  readonly title: string | ((section: SectionOf<Kind>) => string);
  readonly Panel: (props: { readonly section: SectionOf<Kind> }) => VNode;
}

const drawings: { readonly [Kind in Section['kind']]?: SectionDrawing<Kind> } = {
  why: { title: 'Why it is a violation', Panel: WhyPanel },
};

/** How to draw this section; `undefined` for a kind that this version does not know. */
export function drawingOf<Kind extends Section['kind']>(
  section: SectionOf<Kind>,
): SectionDrawing<Kind> | undefined {
  return (drawings as Readonly<Record<string, SectionDrawing<Kind> | undefined>>)[section.kind];
}
