/**
 * Cuts and poor links in words.
 */

import type { LinkFault, LinkQualityFault, PartitionFault } from '../../scenario/faults/links.js';
import { formatDuration, formatPpm } from '../quantities.js';
import { name, names } from './words.js';
import type { WordsOf } from './words.js';

const quality = {
  effect: linkQualityEffect,
  end: ({ node }: LinkQualityFault): string => `the links of ${name(node)} are well again`,
  countsMessages: true,
} as const;

const mended = (): string => 'the link is mended';

/** The faults of the network. */
export const linkWords: WordsOf<LinkFault['kind']> = {
  partition: { effect: partitionEffect, end: mended, countsMessages: true },
  'one-way': {
    effect: ({ from, to }) => `messages from ${names(from)} to ${names(to)} are lost`,
    end: mended,
    countsMessages: true,
  },
  loss: quality,
  duplication: quality,
  reordering: quality,
  delay: quality,
};

function partitionEffect(fault: PartitionFault): string {
  const groups = fault.groups.map((group) => group.map(name).join(' ')).join(' | ');
  const [first = [], second = []] = fault.groups;
  if (fault.shape === 'bridge') {
    const bridges = first.filter((node) => second.includes(node));
    const through = bridges.length === 0 ? '' : `, ${names(bridges)} reaching both sides`;
    return `partition ${groups}${through}`;
  }
  if (fault.shape === 'ring') {
    const ring = fault.groups.map(([server = '']) => name(server)).join(' ');
    return `${ring} stand in a ring: each reaches its neighbours only`;
  }
  if (fault.shape === 'isolate') {
    const alone = fault.groups.find((group) => group.length === 1);
    const others = fault.groups.filter((group) => group !== alone).flat();
    if (alone !== undefined && others.length > 0) {
      return `${names(alone)} is cut off from ${names(others)}`;
    }
  }
  return `partition ${groups}`;
}

function linkQualityEffect(fault: LinkQualityFault): string {
  const { type, peer } = fault;
  const ends = peer === undefined ? `from and to ${name(fault.node)}` : between(fault.node, peer);
  const kind = type === undefined ? '' : `${name(type)} `;
  const some = `${formatPpm(fault.ppm)} of the ${kind}messages ${ends}`;
  const by = formatDuration(fault.byUs);
  switch (fault.kind) {
    case 'loss':
      return `${some} are lost`;
    case 'duplication':
      return `${some} arrive twice, a copy up to ${by} later`;
    case 'reordering':
      return `${some} are held back by up to ${by}`;
    case 'delay':
      return `every ${kind}message ${ends} takes ${by} longer`;
  }
}

function between(node: string, peer: string): string {
  return `between ${name(node)} and ${name(peer)}`;
}
