/**
 * Where the transactions of a cycle stand and how its edges run, by the layered layout of dagre.
 */

import { graphlib, layout } from '@dagrejs/dagre';
import type { CycleSection } from '../../report/page/page-data.js';

/** Pixels. */
export const NODE: { readonly width: number; readonly height: number } = { width: 272, height: 58 };
const LABEL_HEIGHT = 22;
const CHARACTER_WIDTH = 7.2;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The drawing, in pixels; points are middles. */
export interface CycleLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Point[];
  readonly edges: readonly {
    readonly path: string;
    readonly label: Point;
    readonly width: number;
  }[];
}

/** Lays out a cycle of a few dozen transactions. */
export function layoutCycle({ nodes, edges }: CycleSection): CycleLayout {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'TB',
    marginx: 16,
    marginy: 16,
    nodesep: 60,
    ranksep: 46,
    edgesep: 30,
  });
  nodes.forEach((_, at) => graph.setNode(String(at), { ...NODE }));
  edges.forEach(({ from, to, label }, at) => {
    const width = labelWidth(label);
    const place = { width, height: LABEL_HEIGHT, labelpos: 'c' };
    graph.setEdge(String(from), String(to), place, String(at));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Record<'width' | 'height', number>>;
  return {
    width,
    height,
    nodes: nodes.map((_, at) => graph.node(String(at)) as unknown as Point),
    edges: edges.map(({ from, to, label }, at) => {
      const edge = graph.edge(String(from), String(to), String(at)) as unknown as Point & {
        readonly points: readonly Point[];
      };
      return {
        path: curveThrough(edge.points),
        label: { x: edge.x, y: edge.y },
        width: labelWidth(label),
      };
    }),
  };
}

function labelWidth(label: string): number {
  return Math.min(260, Array.from(label).length * CHARACTER_WIDTH + 30);
}

/** A smooth line from the first point to the last one, by quadratic curves about those between. */
function curveThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = rest.map((point, at) => {
    const next = rest[at + 1];
    if (next === undefined) return `L${point.x} ${point.y}`;
    const isLast = at + 2 === rest.length;
    const end = isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return `M${first.x} ${first.y}${parts.join('')}`;
}
