/**
 * A cycle of transactions as a graph. Every edge can be chosen, by pointer or by key.
 */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CycleSection } from '../../report/page/page-data.js';
import { EDGE_KINDS } from './edge-kinds.js';
import { layoutCycle, NODE, type CycleLayout } from './layout.js';

/** What is drawn, what is chosen, and what choosing does. */
export interface CycleDrawingProps {
  readonly section: CycleSection;
  readonly edge: number | undefined;
  /** Number of the operation in focus. */
  readonly operation: number | undefined;
  readonly onEdge: (edge: number) => void;
  readonly onNode: (node: number) => void;
}

const TEXT_MAX = 34;
const LINES_MAX = 2;

/** The graph. */
export function CycleDrawing(props: CycleDrawingProps): VNode {
  const { section, edge: chosen, operation, onEdge, onNode } = props;
  const laid = useMemo(() => layoutCycle(section), [section]);
  return (
    <svg
      class="cycle-drawing"
      width={laid.width}
      height={laid.height}
      viewBox={`0 0 ${laid.width} ${laid.height}`}
      role="group"
      aria-label={`${section.anomaly}: ${section.message}`}
    >
      <defs>
        {Object.keys(EDGE_KINDS).map((kind) => (
          <marker
            id={`arrow-${kind}`}
            class={`head ${kind}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 0L10 5L0 10Z" />
          </marker>
        ))}
      </defs>
      {section.nodes.map((node, at) => (
        <TransactionBox
          node={node}
          x={laid.nodes[at]!.x}
          y={laid.nodes[at]!.y}
          isFocused={node.operation === operation}
          onChoose={() => onNode(at)}
        />
      ))}
      {section.edges.map((edge, at) => (
        <EdgeLine
          section={section}
          edge={edge}
          laid={laid.edges[at]!}
          isChosen={at === chosen}
          onChoose={() => onEdge(at)}
        />
      ))}
    </svg>
  );
}

function TransactionBox(props: {
  readonly node: CycleSection['nodes'][number];
  readonly x: number;
  readonly y: number;
  readonly isFocused: boolean;
  readonly onChoose: () => void;
}): VNode {
  const { node, x, y, isFocused, onChoose } = props;
  const { width, height } = NODE;
  return (
    <g
      class={`node ${isFocused ? 'focused' : ''}`}
      transform={`translate(${x - width / 2} ${y - height / 2})`}
      onClick={onChoose}
    >
      <title>{node.text}</title>
      <rect width={width} height={height} rx="6" />
      <text x="10" y="17" class="name">
        {node.name} <tspan class="number">#{node.operation}</tspan>
      </text>
      {linesOf(node.text).map((line, at) => (
        <text x="10" y={33 + 15 * at}>
          {line}
        </text>
      ))}
    </g>
  );
}

function EdgeLine(props: {
  readonly section: CycleSection;
  readonly edge: CycleSection['edges'][number];
  readonly laid: CycleLayout['edges'][number];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}): VNode {
  const { section, edge, laid, isChosen, onChoose } = props;
  const { shape, dash } = EDGE_KINDS[edge.kind];
  const from = section.nodes[edge.from]?.name ?? '';
  const to = section.nodes[edge.to]?.name ?? '';
  const { x, y } = laid.label;
  return (
    <g
      class={`edge ${edge.kind} ${isChosen ? 'chosen' : ''}`}
      tabIndex={0}
      role="button"
      aria-pressed={isChosen}
      aria-label={`${from} before ${to}, ${edge.label}: because ${edge.because}`}
      onFocus={onChoose}
      onClick={onChoose}
    >
      <title>{`${from} < ${to}, because ${edge.because}`}</title>
      <path class="reach" d={laid.path} />
      <path
        class="line"
        d={laid.path}
        stroke-dasharray={dash}
        marker-end={`url(#arrow-${edge.kind})`}
      />
      <rect x={x - laid.width / 2} y={y - 11} width={laid.width} height="22" rx="4" />
      <text x={x} y={y + 4}>
        <tspan class="shape">{shape}</tspan> {cutTo(edge.label, TEXT_MAX)}
      </text>
    </g>
  );
}

/** The text on two lines, broken between words. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < LINES_MAX) {
    const isLast = lines.length === LINES_MAX - 1;
    if (rest.length <= TEXT_MAX || isLast) {
      lines.push(cutTo(rest, TEXT_MAX));
      break;
    }
    const space = rest.lastIndexOf(' ', TEXT_MAX);
    const end = space <= 0 ? TEXT_MAX : space;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

function cutTo(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
