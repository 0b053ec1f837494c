/**
 * The rows of a timeline: everything that happens, in order, where what happens at one moment
 * shares a row unless one client does two things at it.
 */

import type { Span, StateChange, Timeline, TimelineNote } from './timeline.js';

/** One moment. Begins and ends are on different lanes. */
export interface Row {
  readonly position: number;
  readonly begins: Span[];
  readonly ends: Span[];
  readonly states: StateChange[];
  readonly notes: TimelineNote[];
}

type Item =
  | { readonly kind: 'begin' | 'end'; readonly position: number; readonly span: Span }
  | { readonly kind: 'state'; readonly position: number; readonly state: StateChange }
  | { readonly kind: 'note'; readonly position: number; readonly note: TimelineNote };

/** Rows in order of position. Log-linear. */
export function timelineRows(timeline: Timeline): Row[] {
  const rows: Row[] = [];
  const place = new Placement(rows);
  for (const item of itemsOf(timeline)) place.add(item);
  return rows;
}

function itemsOf(timeline: Timeline): Item[] {
  const items: Item[] = [];
  for (const span of timeline.spans) {
    items.push({ kind: 'begin', position: span.begin, span });
    if (span.end !== Infinity) {
      items.push({ kind: 'end', position: Math.max(span.begin, span.end), span });
    }
  }
  for (const state of timeline.states) {
    items.push({ kind: 'state', position: state.position, state });
  }
  for (const note of timeline.notes) items.push({ kind: 'note', position: note.position, note });
  return items
    .map((item, index) => ({ item, index, phase: phaseOf(item) }))
    .sort(
      (left, right) =>
        left.item.position - right.item.position ||
        left.phase - right.phase ||
        left.index - right.index,
    )
    .map(({ item }) => item);
}

/**
 * At one moment a client ends an operation before it begins the next; but one that begins and ends
 * at that moment begins first, and then both steps stay together.
 */
function phaseOf(item: Item): number {
  if (item.kind === 'note') return 2;
  if (item.kind === 'state') return 1;
  return item.kind === 'end' && item.span.begin < item.position ? 0 : 1;
}

/**
 * Puts items into rows: a lane has one cell a row; what is said of the moment stands where the
 * moment begins.
 */
class Placement {
  private taken = new Set<string>();
  private first: Row | undefined;

  constructor(private readonly rows: Row[]) {}

  add(item: Item): void {
    const first = this.first?.position === item.position ? this.first : this.open(item.position);
    this.first = first;
    if (item.kind === 'note') {
      first.notes.push(item.note);
    } else if (item.kind === 'state') {
      first.states.push(item.state);
    } else {
      const { lane } = item.span;
      if (this.taken.has(lane)) this.open(item.position);
      this.taken.add(lane);
      const row = this.rows.at(-1) as Row;
      (item.kind === 'begin' ? row.begins : row.ends).push(item.span);
    }
  }

  private open(position: number): Row {
    this.taken = new Set();
    const row: Row = { position, begins: [], ends: [], states: [], notes: [] };
    this.rows.push(row);
    return row;
  }
}
