/**
 * When any fault acted: of those that act at once, the one that most runs had.
 */

import type { PlotsSection } from '../../report/page/page-data.js';

type Band = Omit<PlotsSection['bands'][number], 'kind'>;

/** Stretches that do not overlap, in order of time. Quadratic in kinds that overlap. */
export function anyFault(bands: readonly Band[]): Band[] {
  const edges = [...new Set(bands.flatMap(({ beginMs, endMs }) => [beginMs, endMs]))];
  edges.sort((left, right) => left - right);
  return edges.slice(1).flatMap((endMs, at) => {
    const beginMs = edges[at]!;
    const share = bands
      .filter((band) => band.beginMs <= beginMs && band.endMs >= endMs)
      .reduce((most, band) => Math.max(most, band.share), 0);
    return share === 0 ? [] : [{ beginMs, endMs, share }];
  });
}
