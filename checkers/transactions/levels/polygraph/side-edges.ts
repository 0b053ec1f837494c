/**
 * The edges of open choices as the search takes them.
 */

import { edgesOfSide, type Choices } from './choices.js';
import type { SideEdges } from './choice-search.js';
import type { Polygraph } from './polygraph.js';

/** The edges of both sides of the given choices, numbered by their place. Linear. */
export function sideEdgesOf(polygraph: Polygraph, choices: Choices, open: Int32Array): SideEdges {
  const { nodes } = polygraph;
  const start = new Int32Array(2 * open.length + 1);
  const leaning = new Int32Array(2 * open.length);
  const ends: number[] = [];
  for (let at = 0; at < open.length; at++) {
    const choice = open[at]!;
    leaning[2 * at] = nodes.commit(choices.first[choice]!);
    leaning[2 * at + 1] = nodes.commit(choices.second[choice]!);
    for (let side = 0; side < 2; side++) {
      edgesOfSide(polygraph, choices, choice, side, ends);
      start[2 * at + side + 1] = ends.length >> 1;
    }
  }
  const from = new Int32Array(ends.length >> 1);
  const to = new Int32Array(ends.length >> 1);
  for (let edge = 0; edge < from.length; edge++) {
    from[edge] = ends[2 * edge]!;
    to[edge] = ends[2 * edge + 1]!;
  }
  return { choices: open.length, start, from, to, leaning };
}
