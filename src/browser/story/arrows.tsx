/**
 * Messages as arrows from lane to lane. What went wrong with one is told by its line and a shape:
 * late is thick and dashed, lost ends in a cross, a copy is a double line, and what was changed,
 * forged or an old one again carries a diamond.
 */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ArrowView, StoryView } from '../../report/page/page-data.js';
import type { Pointing } from './bars.js';
import { placeLabels, type LabelWish, type PlacedLabel } from './labels.js';
import type { Layout } from './layout.js';
import { cutText } from './text-width.js';

type Point = readonly [x: number, y: number];

/** More labels than this would hide the drawing. */
const PLAIN_LABELS_MAX = 60;
const LABEL_CHARACTERS_MAX = 44;
/** How far one is drawn that never arrived. */
const ASTRAY_WIDTH = 34;

interface ArrowLine {
  readonly arrow: ArrowView;
  readonly from: Point;
  readonly to: Point;
}

/** All arrows, under the bars. */
export function Arrows(props: {
  readonly view: StoryView;
  readonly layout: Layout;
  readonly current: number | undefined;
  readonly pointing: Pointing;
}): VNode {
  const { view, layout, current, pointing } = props;
  const [lines, labels] = useMemo(() => {
    const all = view.arrows.map((arrow) => lineOf(arrow, layout, view));
    return [all, labelsOf(all, layout)] as const;
  }, [view, layout]);
  return (
    <g>
      {lines.map((line, at) => (
        <ArrowShape
          line={line}
          label={labels[at]}
          at={at}
          isCurrent={at === current}
          pointing={pointing}
        />
      ))}
    </g>
  );
}

function ArrowShape(props: {
  readonly line: ArrowLine;
  readonly label: PlacedLabel | undefined;
  readonly at: number;
  readonly isCurrent: boolean;
  readonly pointing: Pointing;
}): VNode {
  const { line, label, at, isCurrent, pointing } = props;
  const { arrow } = line;
  const isDim = pointing.causes !== undefined && !pointing.causes.arrows.has(at);
  const path = pathOf(line);
  const classes = ['arrow', arrow.fate, isCurrent ? 'current' : '', isDim ? 'dim' : ''];
  return (
    <g
      class={classes.filter((name) => name !== '').join(' ')}
      onMouseEnter={() => pointing.point({ arrow: at })}
      onMouseLeave={() => pointing.point(undefined)}
    >
      <title>{titleOf(arrow)}</title>
      <path class="reach" d={path} />
      <path class="line" d={path} />
      {arrow.fate === 'duplicate' ? <path class="gap" d={path} /> : null}
      <EndShape line={line} />
      {label === undefined ? null : (
        <text x={label.x} y={label.y}>
          {shortText(arrow)}
        </text>
      )}
    </g>
  );
}

function EndShape({ line }: { readonly line: ArrowLine }): VNode {
  const { arrow, from, to } = line;
  const [x, y] = to;
  const { fate } = arrow;
  if (fate === 'drop' || fate === 'cut') {
    return <path class="cross" d={`M${x - 5},${y - 5}l10,10m0,-10l-10,10`} />;
  }
  if (arrow.arrivedUs === undefined) return <circle class="astray" cx={x} cy={y} r={3} />;
  const angle = (Math.atan2(y - from[1], x - from[0]) * 180) / Math.PI;
  const [middleX, middleY] = [(x + from[0]) / 2, (y + from[1]) / 2];
  const isMarked = fate === 'changed' || fate === 'forged' || fate === 'repeated';
  return (
    <>
      <path
        class="head"
        d="M0,0L-8,-4V4Z"
        transform={`translate(${x},${y}) rotate(${from[0] === x && from[1] === y ? 90 : angle})`}
      />
      {isMarked ? <path class="diamond" d={`M${middleX},${middleY - 7}l7,7l-7,7l-7,-7Z`} /> : null}
    </>
  );
}

/** Where an arrow begins and ends; what never arrived ends on its way. */
function lineOf(arrow: ArrowView, layout: Layout, view: StoryView): ArrowLine {
  const { xOf } = layout.scale;
  const port = (name: string): number =>
    layout.lanes.find((lane) => lane.name === name)?.port ?? layout.height - 8;
  const from: Point = [xOf(arrow.sentUs), port(arrow.from)];
  if (arrow.arrivedUs !== undefined) {
    return { arrow, from, to: [xOf(arrow.arrivedUs), port(arrow.to)] };
  }
  const x = Math.min(from[0] + ASTRAY_WIDTH, Math.max(from[0], xOf(view.endUs)));
  return { arrow, from, to: [x, from[1] + (port(arrow.to) - from[1]) * 0.6] };
}

function pathOf({ from, to }: ArrowLine): string {
  const isSame = from[1] === to[1];
  const bow = Math.min(24, 8 + Math.abs(to[0] - from[0]) / 4);
  if (!isSame) return `M${from.join()}L${to.join()}`;
  return `M${from.join()}C${from[0]},${from[1] + bow} ${to[0]},${to[1] + bow} ${to.join()}`;
}

/** Those that went astray first: they matter, and take the best places. */
function labelsOf(lines: readonly ArrowLine[], layout: Layout): (PlacedLabel | undefined)[] {
  const wished = lines
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.arrow.fate !== 'plain' || lines.length <= PLAIN_LABELS_MAX)
    .sort((left, right) => Number(isPlain(left.line)) - Number(isPlain(right.line)));
  const wishes = wished.map(({ line }): LabelWish => ({
    text: shortText(line.arrow),
    from: line.from,
    to: line.to,
  }));
  const states = layout.lanes
    .filter(({ isServer }) => isServer)
    .map(({ port }) => ({ x: 0, y: port + 5, width: layout.width, height: 14 }));
  const placed = placeLabels(wishes, [...layout.bars, ...layout.bands, ...states], layout.width);
  const labels = new Array<PlacedLabel | undefined>(lines.length).fill(undefined);
  for (const [nth, { at }] of wished.entries()) labels[at] = placed[nth];
  return labels;
}

function isPlain({ arrow }: ArrowLine): boolean {
  return arrow.fate === 'plain';
}

function labelText({ type, operation, remark }: ArrowView): string {
  const what = operation === undefined ? type : `${type} #${operation}`;
  return remark === '' ? what : `${what}, ${remark}`;
}

/** On one line of the drawing; the whole text comes up under the pointer and with its step. */
function shortText(arrow: ArrowView): string {
  return cutText(labelText(arrow), LABEL_CHARACTERS_MAX);
}

function titleOf(arrow: ArrowView): string {
  return `${labelText(arrow)}\n${arrow.from} → ${arrow.to}`;
}
