/**
 * Cuts a long timeline to the rows that matter: first rows that only show states go (the next row
 * shows the new state anyway), then whole regions, the anomaly's operations last. A gap row says
 * what was left out.
 */

import { countOf } from './quantities.js';
import type { Row } from './timeline-rows.js';
import type { Role, Span, Timeline } from './timeline.js';

/** A row to print, or rows in its place that are not; a gap of nothing but states has no text. */
export type ShownRow =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'gap'; readonly rows: readonly Row[]; readonly text: string };

/** At most about `rowsMax` rows of `rows`, gaps included. Log-linear. */
export function cutRows(rows: readonly Row[], timeline: Timeline, rowsMax: number): ShownRow[] {
  if (heightOf(rows) <= rowsMax) return rows.map((row) => ({ kind: 'row', row }));
  const ranked = rankRows(rows, timeline);
  const withoutStates = dropStateRows(rows, ranked, rowsMax);
  const kept =
    heightOf(rows.filter((_, at) => withoutStates.has(at))) <= rowsMax
      ? withoutStates
      : chooseRows(rows, ranked, rowsMax);
  return withGaps(rows, kept);
}

function heightOf(rows: readonly Row[]): number {
  return rows.reduce((height, row) => height + rowHeight(row), 0);
}

/** Notes beyond the first take a line each. */
function rowHeight(row: Row): number {
  return Math.max(1, row.notes.length);
}

function isStateOnly(row: Row): boolean {
  return row.begins.length + row.ends.length + row.notes.length === 0;
}

/** Indexes of rows, the most important first. */
function rankRows(rows: readonly Row[], timeline: Timeline): number[] {
  const anchors = anchorsOf(rows, timeline);
  const distances = distancesTo(anchors, rows.length);
  return rows
    .map((row, at) => ({ at, rank: rankOf(row), distance: distances[at] as number }))
    .sort(
      (left, right) =>
        left.rank - right.rank || left.distance - right.distance || right.at - left.at,
    )
    .map(({ at }) => at);
}

const ROLE_RANK: Readonly<Record<Role, number>> = {
  offending: 0,
  involved: 1,
  related: 3,
  unrelated: 4,
};

function rankOf(row: Row): number {
  let rank = row.begins.length + row.ends.length === 0 ? 3 : 4;
  for (const { role } of [...row.begins, ...row.ends]) rank = Math.min(rank, ROLE_RANK[role]);
  if (row.notes.some(({ isKey }) => isKey)) rank = Math.min(rank, 2);
  return rank;
}

/** Rows that show where it went wrong. */
function anchorsOf(rows: readonly Row[], timeline: Timeline): number[] {
  const involved = rows.flatMap((row, at) => (rankOf(row) <= 1 ? [at] : []));
  if (involved.length > 0) return involved;
  const { focus } = timeline;
  if (focus === undefined) return [rows.length - 1];
  const after = rows.findIndex(({ position }) => position >= focus);
  return [after < 0 ? rows.length - 1 : after];
}

/**
 * How many rows each row is away from the nearest anchor; what follows counts double what leads
 * there.
 */
function distancesTo(anchors: readonly number[], count: number): number[] {
  const distances = Array.from({ length: count }, () => Infinity);
  for (const anchor of anchors) distances[anchor] = 0;
  for (let at = 1; at < count; at++) {
    distances[at] = Math.min(distances[at] as number, (distances[at - 1] as number) + 2);
  }
  for (let at = count - 2; at >= 0; at--) {
    distances[at] = Math.min(distances[at] as number, (distances[at + 1] as number) + 1);
  }
  return distances;
}

/** All rows but the least important ones that only show states. */
function dropStateRows(
  rows: readonly Row[],
  ranked: readonly number[],
  rowsMax: number,
): Set<number> {
  const kept = new Set(rows.keys());
  let height = heightOf(rows);
  for (const at of [...ranked].reverse()) {
    if (height <= rowsMax) break;
    if (!isStateOnly(rows[at] as Row) || at === 0) continue;
    kept.delete(at);
    height--;
  }
  return kept;
}

/**
 * The most important of the rows that show more than states, as many as fit with the gaps between
 * them. Rows of states between two that are shown need neither place nor gap.
 */
function chooseRows(rows: readonly Row[], ranked: readonly number[], rowsMax: number): Set<number> {
  const loud = rows.flatMap((row, at) => (isStateOnly(row) ? [] : [at]));
  const placeOf = new Map(loud.map((at, place) => [at, place]));
  const kept = new Set<number>();
  const isKept = (place: number): boolean => kept.has(loud[place] ?? -1);
  let height = 0;
  for (const at of ranked) {
    const place = placeOf.get(at);
    if (place === undefined) continue;
    // A row between two gaps costs one more line, a row that closes a gap saves one.
    const neighbours = Number(isKept(place - 1)) + Number(isKept(place + 1));
    const cost = rowHeight(rows[at] as Row) + 1 - neighbours;
    if (kept.size > 0 && height + cost > rowsMax - 1) continue;
    kept.add(at);
    height += cost;
  }
  // A gap of one line would hide what takes one line.
  for (const [place, at] of loud.entries()) {
    const isAlone = isKept(place - 1) && isKept(place + 1);
    if (isAlone && rowHeight(rows[at] as Row) === 1) kept.add(at);
  }
  return kept;
}

function withGaps(rows: readonly Row[], kept: ReadonlySet<number>): ShownRow[] {
  const shown: ShownRow[] = [];
  let missing: Row[] = [];
  const close = (): void => {
    if (missing.length === 0) return;
    const isQuiet = missing.every(isStateOnly);
    const text = isQuiet ? '' : `${describeMissing(missing)} left out`;
    shown.push({ kind: 'gap', rows: missing, text });
    missing = [];
  };
  rows.forEach((row, at) => {
    if (!kept.has(at)) {
      missing.push(row);
      return;
    }
    close();
    shown.push({ kind: 'row', row });
  });
  close();
  return shown;
}

/**
 * `2 operations, 5 state changes`; an operation that begins in one gap and ends in another counts
 * in both.
 */
function describeMissing(rows: readonly Row[]): string {
  const operations = new Set<Span>(rows.flatMap(({ begins, ends }) => [...begins, ...ends]));
  const states = rows.reduce((sum, row) => sum + row.states.length, 0);
  const notes = rows.reduce((sum, row) => sum + row.notes.length, 0);
  const parts = [
    operations.size === 0 ? [] : countOf(operations.size, 'operation'),
    states === 0 ? [] : countOf(states, 'state change'),
    notes === 0 ? [] : countOf(notes, 'fault or message', 'faults and messages'),
  ];
  return parts.flat().join(', ');
}
