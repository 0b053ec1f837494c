/**
 * Labels of messages: each at the first place along its arrow where it covers no other.
 */

import type { Box } from './layout.js';
import { textWidth } from './text-width.js';

/** A text, and the line along which it may stand. */
export interface LabelWish {
  readonly text: string;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

/** Where a label stands. */
export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
}

const HEIGHT = 16;
const PLACES = [0.5, 0.35, 0.65, 0.8, 0.2, 0.9];

/**
 * A place for each wish in order, `undefined` where there is none. Labels keep off what is
 * `taken`, and within `width`. Quadratic in the number of wishes at worst.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  taken: readonly Box[],
  width: number,
): (PlacedLabel | undefined)[] {
  const boxes: Box[] = [...taken];
  return wishes.map(({ text, from, to }) => {
    const length = textWidth(text) * 0.92 + 6;
    for (const share of PLACES) {
      const x = from[0] + share * (to[0] - from[0]) + 5;
      const y = from[1] + share * (to[1] - from[1]) + 4;
      const box = { x, y: y - HEIGHT + 3, width: length, height: HEIGHT };
      if (x + length > width || boxes.some((other) => overlaps(box, other))) continue;
      boxes.push(box);
      return { x, y };
    }
    return undefined;
  });
}

function overlaps(one: Box, two: Box): boolean {
  return (
    one.x < two.x + two.width &&
    two.x < one.x + one.width &&
    one.y < two.y + two.height &&
    two.y < one.y + one.height
  );
}
