/**
 * Colours as values: the report is written once, and whoever prints it says what emphasis looks
 * like. Plain is the identity, so that a report without colour reads the same.
 */

/** Wraps a text in a colour. */
export type Paint = (text: string) => string;

/** What emphasis looks like. */
export interface Palette {
  readonly bad: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const asIs: Paint = (text) => text;

/** No colour at all. */
export const PLAIN: Palette = { bad: asIs, good: asIs, warn: asIs, strong: asIs, faint: asIs };
