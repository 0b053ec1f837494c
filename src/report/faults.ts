/**
 * Faults in plain words, one line each: what it does, when and for how long; and, for a timeline,
 * what its beginning and its end look like.
 */

import type {
  ClientLinkFault,
  ClockDriftFault,
  ClockShiftFault,
  Fault,
  LinkQualityFault,
  PartitionFault,
} from '../scenario/fault.js';
import { escapeText } from './escape.js';
import { formatDuration, formatPpm, joinWords } from './quantities.js';

/** One line: `n0 crashes and loses what it had not synced, from 45 ms on for 30 ms`. */
export function describeFault(fault: Fault, options: { readonly ascii?: boolean } = {}): string {
  const { ascii = false } = options;
  const from = `from ${formatDuration(fault.atUs)} on`;
  const window = fault.kind === 'clock-jump' ? from : `${from} for ${formatDuration(fault.forUs)}`;
  return escapeText(`${faultEffect(fault)}, ${window}`, { ascii });
}

/** What the fault does while it acts, without its times. */
export function faultEffect(fault: Fault): string {
  switch (fault.kind) {
    case 'partition':
      return partitionEffect(fault);
    case 'one-way':
      return `messages from ${names(fault.from)} to ${names(fault.to)} are lost`;
    case 'client-link':
      return clientLinkEffect(fault);
    case 'loss':
    case 'duplication':
    case 'reordering':
    case 'delay':
      return linkQualityEffect(fault);
    case 'crash':
      return `${name(fault.node)} crashes and loses what it had not synced`;
    case 'pause':
      return `${name(fault.node)} stands still`;
    case 'slow':
      return `each event takes ${name(fault.node)} ${formatDuration(fault.byUs)}`;
    case 'clock-offset':
    case 'clock-jump':
    case 'clock-drift':
      return clockEffect(fault);
  }
}

/** What its end means. */
export function faultEnd(fault: Fault): string {
  switch (fault.kind) {
    case 'partition':
    case 'one-way':
    case 'client-link':
      return 'the link is mended';
    case 'loss':
    case 'duplication':
    case 'reordering':
    case 'delay':
      return `the links of ${name(fault.node)} are well again`;
    case 'crash':
      return `${name(fault.node)} restarts`;
    case 'pause':
      return `${name(fault.node)} goes on`;
    case 'slow':
      return `${name(fault.node)} is as fast as before`;
    case 'clock-offset':
      return `the clock of ${name(fault.node)} is right again`;
    case 'clock-jump':
      return `the clock of ${name(fault.node)} stays shifted`;
    case 'clock-drift':
      return `the clock of ${name(fault.node)} runs evenly again`;
  }
}

function partitionEffect(fault: PartitionFault): string {
  const groups = fault.groups.map((group) => group.map(name).join(' ')).join(' | ');
  const [first = [], second = []] = fault.groups;
  if (fault.shape === 'bridge') {
    const bridges = first.filter((node) => second.includes(node));
    const through = bridges.length === 0 ? '' : `, ${names(bridges)} reaching both sides`;
    return `partition ${groups}${through}`;
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

function clientLinkEffect(fault: ClientLinkFault): string {
  const client = name(fault.client);
  const servers = fault.servers.length === 0 ? 'every server' : names(fault.servers);
  switch (fault.direction) {
    case 'request':
      return `requests of ${client} to ${servers} are lost`;
    case 'reply':
      return `replies to ${client} from ${servers} are lost`;
    case 'both':
      return `requests of ${client} to ${servers} and their replies are lost`;
  }
}

function linkQualityEffect(fault: LinkQualityFault): string {
  const links = `from and to ${name(fault.node)}`;
  const some = `${formatPpm(fault.ppm)} of the messages ${links}`;
  const by = formatDuration(fault.byUs);
  switch (fault.kind) {
    case 'loss':
      return `${some} are lost`;
    case 'duplication':
      return `${some} arrive twice, a copy up to ${by} later`;
    case 'reordering':
      return `${some} are held back by up to ${by}`;
    case 'delay':
      return `every message ${links} takes ${by} longer`;
  }
}

function clockEffect(fault: ClockShiftFault | ClockDriftFault): string {
  const node = name(fault.node);
  if (fault.kind === 'clock-drift') {
    return `the clock of ${node} runs ${formatPpm(fault.ppm)} ${fault.ppm < 0 ? 'slow' : 'fast'}`;
  }
  const by = formatDuration(Math.abs(fault.byUs));
  const isBehind = fault.byUs < 0;
  if (fault.kind === 'clock-offset') {
    return `the clock of ${node} is ${by} ${isBehind ? 'behind' : 'ahead'}`;
  }
  return `the clock of ${node} jumps ${by} ${isBehind ? 'back' : 'ahead'}`;
}

function name(node: string): string {
  return escapeText(node, { lengthMax: 40 });
}

function names(nodes: readonly string[]): string {
  const shown = nodes.slice(0, 8).map(name);
  if (nodes.length > 8) shown.push(`${nodes.length - 8} more`);
  return joinWords(shown);
}
