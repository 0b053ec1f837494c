/**
 * All simple cycles of a small graph by plain enumeration, and what class each is of by Elle's
 * definitions: the judge of the searches. Orders are closed by Warshall's algorithm.
 */

import type { Edge } from './random-graph.js';

const DATA_KINDS = [1, 2, 4];
const PROCESS = 8;
const REALTIME = 16;

/** For each ordered pair of nodes the kinds by which a cycle may go from one to the other. */
export type Choices = readonly (readonly (readonly number[])[])[];

/** Reachability by edges that `takes` accepts, by at least one edge. */
export function closure(
  size: number,
  edges: readonly Edge[],
  takes: (kind: number) => boolean,
): boolean[][] {
  const reaches = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [from, to, kind] of edges) if (takes(kind)) reaches[from]![to] = true;
  for (let via = 0; via < size; via++) {
    for (let from = 0; from < size; from++) {
      if (!reaches[from]![via]) continue;
      for (let to = 0; to < size; to++) if (reaches[via]![to]) reaches[from]![to] = true;
    }
  }
  return reaches;
}

/**
 * The strongest dependency of each pair, and the orders that hold between them.
 * @param keepsShadowed - let a cycle step by order where a dependency joins the nodes too
 */
export function choicesOf(size: number, edges: readonly Edge[], keepsShadowed: boolean): Choices {
  const strongest = (from: number, to: number): number | undefined =>
    DATA_KINDS.find((kind) => edges.some((edge) => same(edge, [from, to, kind])));
  const orders = [PROCESS, REALTIME].map((order) => ({
    order,
    reaches: closure(size, edges, (kind) => kind === order),
  }));
  return Array.from({ length: size }, (_, from) =>
    Array.from({ length: size }, (_, to) => {
      const data = strongest(from, to);
      if (data !== undefined && !keepsShadowed) return [data];
      const held = orders.filter(({ reaches }) => reaches[from]![to]).map(({ order }) => order);
      return data === undefined ? held : [data, ...held];
    }),
  );
}

function same(one: Edge, other: Edge): boolean {
  return one.every((item, place) => item === other[place]);
}

/** Elle's name of a cycle with these kinds; undefined where it is of orders alone. */
export function classOfKinds(kinds: readonly number[]): string | undefined {
  const count = (kind: number): number => kinds.filter((each) => each === kind).length;
  const isAdjacent = kinds.some((kind, at) => kind === 4 && kinds[(at + 1) % kinds.length] === 4);
  const suffix = count(REALTIME) > 0 ? '-realtime' : count(PROCESS) > 0 ? '-process' : '';
  if (count(4) === 1) return `G-single-item${suffix}`;
  if (count(4) > 1) return `${isAdjacent ? 'G2-item' : 'G-nonadjacent-item'}${suffix}`;
  if (count(2) > 0) return `G1c${suffix}`;
  return count(1) > 0 ? `G0${suffix}` : undefined;
}

/** For each class, by the smallest node of the component, the length of its shortest cycles. */
export function shortestByClass(
  size: number,
  choices: Choices,
  componentOf: (node: number) => number,
): Map<number, Map<string, number>> {
  const found = new Map<number, Map<string, number>>();
  const nodes: number[] = [];
  const kinds: number[] = [];
  const close = (): void => {
    const name = classOfKinds(kinds);
    if (name === undefined) return;
    const component = componentOf(nodes[0]!);
    const lengths = found.get(component) ?? new Map<string, number>();
    found.set(component, lengths);
    lengths.set(name, Math.min(lengths.get(name) ?? Infinity, nodes.length));
  };
  const extend = (node: number): void => {
    nodes.push(node);
    for (let to = nodes[0]!; to < size; to++) {
      for (const kind of choices[node]![to]!) {
        kinds.push(kind);
        if (to === nodes[0]) close();
        else if (!nodes.includes(to)) extend(to);
        kinds.pop();
      }
    }
    nodes.pop();
  };
  for (let first = 0; first < size; first++) extend(first);
  return found;
}

/** Whether a cycle of one name proves one of the other, by the words of the names. */
export function impliesClass(name: string, other: string): boolean {
  const chain = ['', '-process', '-realtime'];
  const [stem, suffix] = split(name);
  const [otherStem, otherSuffix] = split(other);
  if (name === other || chain.indexOf(suffix) > chain.indexOf(otherSuffix)) return false;
  const ladders = [
    ['G0', 'G1c'],
    ['G-single-item', 'G-nonadjacent-item', 'G2-item'],
  ];
  return ladders.some(
    (ladder) =>
      ladder.includes(stem) &&
      ladder.includes(otherStem) &&
      ladder.indexOf(stem) <= ladder.indexOf(otherStem),
  );
}

function split(name: string): [stem: string, suffix: string] {
  const match = /^(.*?)(-process|-realtime)?$/.exec(name)!;
  return [match[1]!, match[2] ?? ''];
}
