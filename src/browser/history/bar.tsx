/**
 * One operation of a history as a bar, open to the right where it was never answered.
 */

import type { VNode } from 'preact';
import type { HistorySection } from '../../report/page/page-data.js';
import type { HistoryIndex } from './history-index.js';
import { sentenceAbout, textsOf } from './wording.js';

/** Pixels. */
export const BAR_HEIGHT = 20;
const CHARACTER_WIDTH = 6.7;
const PADDING = 5;
const WIDTH_MIN = 4;
const TOOTH = 4;
/** Fewer letters of a call say nothing. */
const WORD_MIN = 5;

const OUTCOMES: Readonly<Record<string, string>> = { o: 'ok', f: 'fail', i: 'info' };
const SHAPES: Readonly<Record<string, string>> = { f: '✗ ', i: '? ' };
const ROLE_SHAPES = { offending: '◆ ', involved: '● ', related: '', unrelated: '' } as const;

/** What is drawn, and where. */
export interface BarProps {
  readonly section: HistorySection;
  readonly index: HistoryIndex;
  readonly place: number;
  /** Pixels; they may lie outside of the drawing. */
  readonly begin: number;
  readonly end: number;
  readonly width: number;
  readonly y: number;
  readonly isSelected: boolean;
}

/** The bar, with as much of its text as there is room for. */
export function Bar(props: BarProps): VNode {
  const { section, index, place, width, y, isSelected } = props;
  const letter = index.columns.outcome[place] ?? 'o';
  const role = index.roles.get(place) ?? 'related';
  const isOpen = props.end === Infinity;
  const left = Math.max(-PADDING, props.begin);
  const right = Math.max(left + WIDTH_MIN, Math.min(isOpen ? width : props.end, width + PADDING));
  const [call, result] = textsOf(section, index, place);
  const mark = `${ROLE_SHAPES[role]}${SHAPES[letter] ?? ''}`;
  const name = `${mark}#${index.columns.number[place]}`;
  const text = fitting([`${name} ${call} ${result}`, name, mark.trim()], right - left);
  const classes = [
    'history-bar',
    OUTCOMES[letter] ?? 'ok',
    role,
    isSelected ? 'selected' : '',
  ].join(' ');
  return (
    <g class={classes} data-place={place} transform={`translate(${left} ${y})`}>
      {isSelected ? (
        <rect class="selection" x={-3} y={-3} width={right - left + 6} height={BAR_HEIGHT + 6} />
      ) : null}
      <title>{sentenceAbout(section, index, place)}</title>
      <path d={isOpen ? openOutline(right - left) : outline(right - left)} />
      {text === '' ? null : (
        <text x={Math.max(PADDING, PADDING - Math.min(0, left))} y={BAR_HEIGHT - 6}>
          {text}
        </text>
      )}
    </g>
  );
}

function outline(width: number): string {
  return `M0 0H${width}V${BAR_HEIGHT}H0Z`;
}

/** Teeth instead of an end: nobody knows when it took effect, if it did. */
function openOutline(width: number): string {
  const inner = Math.max(0, width - TOOTH);
  const half = BAR_HEIGHT / 4;
  const teeth = [1, 2, 3, 4].map((step) => `L${step % 2 === 1 ? width : inner} ${step * half}`);
  return `M0 0H${inner}${teeth.join('')}H0Z`;
}

/** The longest that fits; the first may be cut, but not so that only what follows it is left. */
function fitting([whole = '', ...shorter]: readonly string[], width: number): string {
  const room = Math.floor((width - 2 * PADDING) / CHARACTER_WIDTH);
  const letters = Array.from(whole);
  if (letters.length <= room) return whole;
  const next = shorter.find((text) => Array.from(text).length <= room) ?? '';
  if (next !== shorter[0] || room < next.length + WORD_MIN) return next;
  return `${letters.slice(0, room - 1).join('')}…`;
}
