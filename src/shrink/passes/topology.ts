/**
 * Fewer servers and fewer clients. Merging two clients also makes their operations wait for each
 * other, so that fewer of them overlap.
 */

import type { Scenario } from '../../scenario/scenario.js';
import { renameNodes } from '../rename.js';
import type { Pass } from './pass.js';

/** Ways of removing servers that are tried for one size of the cluster. */
const CHOICES_MAX = 40;

/** Fewer servers: the others are renamed, so that faults stay on those they hit. */
export const serversPass: Pass = {
  name: 'servers',
  // Renamed servers meet other dice altogether.
  rerolls: 4,
  *candidates(scenario, _from, { serversMin }) {
    const { servers } = scenario.topology;
    for (let left = serversMin; left < servers; left++) {
      let tried = 0;
      for (const kept of choices(servers, left)) {
        if (++tried > CHOICES_MAX) break;
        yield [keepServers(scenario, kept), { size: 0, at: 0 }];
      }
    }
  },
};

/** Two clients become one. */
export const clientsPass: Pass = {
  name: 'clients',
  rerolls: 1,
  *candidates(scenario, from) {
    const names = [...new Set(scenario.program.map(({ client }) => client))].sort(byNumber);
    for (let at = Math.max(1, from.at); at < names.length; at++) {
      for (const into of names.slice(0, at)) {
        const merged = renameNodes(scenario, (node) => (node === names[at] ? into : node));
        yield [merged, { size: 0, at }];
      }
    }
  },
};

/** The scenario on these servers only, renamed n0, n1, ... */
function keepServers(scenario: Scenario, kept: readonly number[]): Scenario {
  const names = new Map(kept.map((old, index) => [`n${old}`, `n${index}`]));
  const renamed = renameNodes(scenario, (node) => (node.startsWith('n') ? names.get(node) : node));
  return { ...renamed, topology: { ...scenario.topology, servers: kept.length } };
}

/** The subsets of 0 ... count-1 with `size` members, in lexicographic order. */
function* choices(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= count - size; first++) {
    for (const others of choices(count, size - 1, first + 1)) yield [first, ...others];
  }
}

function byNumber(left: string, right: string): number {
  return Number(left.slice(1)) - Number(right.slice(1));
}
