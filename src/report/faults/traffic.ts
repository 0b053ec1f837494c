/**
 * Messages that are garbled, held, slow by distance or by width, or too big, in words.
 */

import type {
  BandwidthFault,
  CorruptionFault,
  GeographyFault,
  HoldFault,
  TrafficFault,
} from '../../scenario/faults/traffic.js';
import type { Latency } from '../../scenario/scenario.js';
import { formatCount, formatDuration, formatPpm } from '../quantities.js';
import { name, names } from './words.js';
import type { WordsOf } from './words.js';

/** The faults of how messages travel. */
export const trafficWords: WordsOf<TrafficFault['kind']> = {
  corruption: {
    effect: corruptionEffect,
    end: ({ node }) => `the messages of ${name(node)} are whole again`,
    countsMessages: true,
  },
  hold: {
    effect: holdEffect,
    end: ({ from, to }) => `what waited from ${names(from)} to ${names(to)} arrives`,
    countsMessages: true,
  },
  latency: {
    effect: ({ from, to, latency }) =>
      `messages from ${names(from)} to ${names(to)} take ${describeLatency(latency)}`,
    end: () => 'the links are as fast as before',
    countsMessages: true,
  },
  geography: {
    effect: geographyEffect,
    end: () => 'all nodes are near again',
    countsMessages: true,
  },
  bandwidth: {
    effect: bandwidthEffect,
    end: ({ node }) => `the line of ${name(node)} is wide again`,
    countsMessages: true,
  },
  'message-limit': {
    effect: ({ node, maxBytes }) =>
      `messages from and to ${name(node)} of more than ${bytes(maxBytes)} are lost`,
    end: ({ node }) => `${name(node)} takes messages of every size again`,
    countsMessages: true,
  },
};

function corruptionEffect({ node, ppm, field }: CorruptionFault): string {
  const what = field === undefined ? 'a field' : `"${name(field)}"`;
  return `in ${formatPpm(ppm)} of the messages from and to ${name(node)} ${what} is garbled`;
}

function holdEffect({ from, to, type }: HoldFault): string {
  const messages = type === undefined ? 'messages' : `${name(type)} messages`;
  return `${messages} from ${names(from)} to ${names(to)} wait and arrive together at the end`;
}

function describeLatency(latency: Latency): string {
  if (latency.kind === 'fixed') return formatDuration(latency.us);
  const { minUs, maxUs } = latency;
  const most = latency.kind === 'long-tail' ? ', mostly near the lower end' : '';
  return `${formatDuration(minUs)} to ${formatDuration(maxUs)}${most}`;
}

function geographyEffect({ groups, betweenUs }: GeographyFault): string {
  const regions = groups.map((group) => names(group)).join(' | ');
  const longest = betweenUs.flat().reduce((most, us) => Math.max(most, us), 0);
  return `regions ${regions}, up to ${formatDuration(longest)} apart`;
}

function bandwidthEffect({ node, bytesPerSecond, queueBytes, overflow }: BandwidthFault): string {
  const line = `what ${name(node)} sends passes a line of ${bytes(bytesPerSecond)} a second`;
  if (overflow === 'block') return `${line} and waits for its turn`;
  return `${line}; what finds more than ${bytes(queueBytes)} waiting is lost`;
}

function bytes(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'byte' : 'bytes'}`;
}
