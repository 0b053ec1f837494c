/**
 * When it was decided: the probability of this violation when the schedule is drawn anew from a
 * moment on. Where it reaches 100 % and stays there, the violation had become inevitable.
 */

import type { LikelihoodPoint } from './counterexample.js';
import { glyphsFor, type Glyphs } from './glyphs.js';
import { labelled, type Line } from './line.js';
import { formatDuration, formatShare } from './quantities.js';

const POINTS_MAX = 4;

/** The first measured moment from which on every new schedule led to the violation. */
export function inevitableFromUs(points: readonly LikelihoodPoint[]): number | undefined {
  const ordered = inOrder(points);
  const last = ordered.findLastIndex(({ runs, violations }) => violations < runs);
  return ordered[last + 1]?.atUs;
}

/** The curve as a row of blocks, its turning points as text, and when it became inevitable. */
export function likelihoodLines(
  points: readonly LikelihoodPoint[],
  { columns, ascii }: { readonly columns: number; readonly ascii: boolean },
): Line[] {
  const ordered = inOrder(points);
  if (ordered.length === 0) return [];
  const curve = ordered.length < 3 ? '' : `  ${sparkline(ordered, glyphsFor(ascii))}`;
  const shown = turningPoints(ordered).map(
    (point) => `${formatShare(point.violations, point.runs)} at ${formatDuration(point.atUs)}`,
  );
  const shares = `P(violation | new schedule from t): ${shown.join(', ')}`;
  return [
    ...labelled('when', verdictText(ordered) + curve, columns),
    ...labelled('', shares, columns, { hang: 2 }),
  ];
}

function verdictText(ordered: readonly LikelihoodPoint[]): string {
  const from = inevitableFromUs(ordered);
  if (from === undefined) return 'never inevitable';
  if (from === ordered[0]?.atUs) return 'inevitable from the start';
  return `inevitable from ${formatDuration(from)}`;
}

function inOrder(points: readonly LikelihoodPoint[]): LikelihoodPoint[] {
  return points.filter(({ runs }) => runs > 0).sort((left, right) => left.atUs - right.atUs);
}

function sparkline(points: readonly LikelihoodPoint[], { levels }: Glyphs): string {
  const width = 32;
  const step = Math.max(1, Math.ceil(points.length / width));
  const sampled = points.filter((_, at) => at % step === 0 || at === points.length - 1);
  return sampled
    .map(({ violations, runs }) => {
      const level = Math.floor((violations * (levels.length - 1)) / runs);
      return levels[Math.max(0, Math.min(levels.length - 1, level))];
    })
    .join('');
}

/** The first and the last point of the curve, and those where it climbs or falls most. */
function turningPoints(points: readonly LikelihoodPoint[]): LikelihoodPoint[] {
  const share = ({ violations, runs }: LikelihoodPoint): number => violations / runs;
  const changes = points.flatMap((point, at) => {
    const before = points[at - 1];
    const jump = before === undefined ? Infinity : Math.abs(share(point) - share(before));
    return jump > 0 ? [{ point, jump }] : [];
  });
  return changes
    .sort((left, right) => right.jump - left.jump || left.point.atUs - right.point.atUs)
    .slice(0, POINTS_MAX)
    .map(({ point }) => point)
    .sort((left, right) => left.atUs - right.atUs);
}
