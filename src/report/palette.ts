/**
 * Colours as values: the report is written once, and whoever prints it says what emphasis looks like. Plain is the
 * identity, so that a report without colour reads the same.
 */

export type Paint = (text: string) => string;

export interface Palette {
  readonly bad: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const asIs: Paint = (text) => text;

export const PLAIN: Palette = { bad: asIs, good: asIs, warn: asIs, strong: asIs, faint: asIs };
