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
  const text = cutTo(`${mark}#${index.columns.number[place]} ${call} ${result}`, right - left);
  const classes = [
    'history-bar',
    OUTCOMES[letter] ?? 'ok',
    role,
    isSelected ? 'selected' : '',
  ].join(' ');
  return (
    <g class={classes} data-place={place} transform={`translate(${left} ${y})`}>
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

/** As much as fits; nothing where that would be no more than a letter or two. */
function cutTo(text: string, width: number): string {
  const room = Math.floor((width - 2 * PADDING) / CHARACTER_WIDTH);
  const letters = Array.from(text);
  if (letters.length <= room) return text;
  return room < 3 ? '' : `${letters.slice(0, room - 1).join('')}…`;
}
