/**
 * What stands in a client's lane at each row of a timeline: where an operation begins and ends, and
 * the bar in between.
 */

import type { Glyphs } from './glyphs.js';
import type { Tone } from './line.js';
import type { ShownRow } from './timeline-cut.js';
import type { Row } from './timeline-rows.js';
import type { Span } from './timeline.js';

/** One cell of a lane. */
export interface LaneCell {
  readonly glyph: string;
  /** Beside the glyph; may be cut. */
  readonly text: string;
  /** Behind the text; never cut. */
  readonly mark: string;
  readonly tone?: Tone;
}

/** Stands behind the result of the offending operation. */
const ILLEGAL_MARK = ' ILLEGAL';

const EMPTY: LaneCell = { glyph: ' ', text: '', mark: '' };

/** Where a span stands, in indexes of rows. */
interface Extent {
  readonly span: Span;
  readonly from: number;
  /** The row of its end, or of what its lane does next when it never ends. */
  to: number;
  /** Whether its begin, or anything of it, is shown. */
  readonly isBeginShown: boolean;
  isShown: boolean;
}

/**
 * Looks up cells by row and lane. Linear to build; a look-up is linear in the operations of the
 * lane.
 */
export class LaneCells {
  private readonly order = new Map<Row, number>();
  private readonly extents = new Map<Span, Extent>();
  private readonly byLane = new Map<string, Extent[]>();

  constructor(
    items: readonly ShownRow[],
    private readonly glyphs: Glyphs,
  ) {
    for (const item of items) {
      for (const row of item.kind === 'row' ? [item.row] : item.rows) {
        this.read(row, this.order.size, item.kind === 'row');
        this.order.set(row, this.order.size);
      }
    }
  }

  /** Whether any operation of the lane is shown. */
  isUsed(lane: string): boolean {
    return this.byLane.get(lane)?.some(({ isShown }) => isShown) === true;
  }

  cell(row: Row, lane: string): LaneCell {
    const begun = row.begins.find((span) => span.lane === lane);
    if (begun !== undefined) return this.beginCell(begun);
    const ended = row.ends.find((span) => span.lane === lane);
    if (ended !== undefined) return this.endCell(ended);
    const at = this.order.get(row) as number;
    return this.barCell(lane, ({ from, to }) => from < at && at < to);
  }

  /** The cell of a line between `row` and the next. */
  barAfter(row: Row, lane: string): LaneCell {
    const at = this.order.get(row) as number;
    return this.barCell(lane, ({ from, to }) => from <= at && at < to);
  }

  private read(row: Row, at: number, isShown: boolean): void {
    for (const span of row.ends) {
      const extent = this.extents.get(span);
      if (extent === undefined) continue;
      extent.to = at;
      extent.isShown ||= isShown;
    }
    for (const span of row.begins) {
      const earlier = this.byLane.get(span.lane) ?? [];
      this.byLane.set(span.lane, earlier);
      const before = earlier.at(-1);
      if (before !== undefined && before.span.end === Infinity) before.to = at;
      const extent: Extent = { span, from: at, to: Infinity, isBeginShown: isShown, isShown };
      this.extents.set(span, extent);
      earlier.push(extent);
    }
  }

  private barCell(lane: string, covers: (extent: Extent) => boolean): LaneCell {
    const extent = this.byLane.get(lane)?.findLast((one) => one.isShown && covers(one));
    if (extent === undefined) return EMPTY;
    const { span } = extent;
    const glyph = span.end === Infinity ? this.glyphs.open : this.glyphs.bar;
    return { glyph, text: '', mark: '', ...toneOf(span) };
  }

  private beginCell(span: Span): LaneCell {
    const isOpen = span.end === Infinity;
    const text = isOpen ? `${span.label} (no answer)` : span.label;
    const mark = isOpen && span.role === 'offending' ? ILLEGAL_MARK : '';
    return { glyph: this.glyphs.begin, text, mark, ...toneOf(span) };
  }

  private endCell(span: Span): LaneCell {
    const isLabelled = this.extents.get(span)?.isBeginShown === true;
    const { arrow } = this.glyphs;
    const answer = span.result.startsWith(arrow) ? span.result : `${arrow} ${span.result}`;
    const text = isLabelled ? span.result : `${span.label} ${answer}`;
    const mark = span.role === 'offending' ? ILLEGAL_MARK : '';
    return { glyph: this.glyphs.end, text, mark, ...toneOf(span) };
  }
}

function toneOf({ role }: Span): { readonly tone?: Tone } {
  if (role === 'offending') return { tone: 'bad' };
  return role === 'involved' ? { tone: 'strong' } : {};
}
