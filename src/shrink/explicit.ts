/**
 * From luck to words: a run on a network with dice becomes the same run on a network on which every
 * message takes a millisecond, plus a list of the messages that were late, lost or doubled. Most of
 * the list is then removed, and what is left is the schedule that a person can read.
 */

import type { Fault } from '../scenario/fault.js';
import type { Deviation, MessageIdentity, Network, Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { GRID_US } from './cost.js';
import { steadyDisks } from './passes/times.js';

/**
 * Forms of `scenario` without dice, the simplest first. `postings` are those of its run. Faults
 * that only spoil links are left out: what they did is in the list.
 */
export function* explicitForms(
  scenario: Scenario,
  postings: readonly Posting[],
): Generator<Scenario> {
  const fastest = postings.reduce((least, { delayUs, fate }) => {
    return fate === 'sent' ? Math.min(least, delayUs) : least;
  }, GRID_US);
  const faults = scenario.faults.filter((fault) => !spoilsLinks(fault));
  for (const us of new Set([GRID_US, fastest])) {
    const deviations = postings.flatMap((posting) => deviationsOf(posting, us));
    const explicit = { ...scenario, network: fixedNetwork(us), faults, deviations };
    for (const disk of [...steadyDisks(scenario.disk), scenario.disk]) yield { ...explicit, disk };
  }
}

/** A network on which every message takes `us`. */
export function fixedNetwork(us: number): Network {
  return {
    latency: { kind: 'fixed', us },
    lossPpm: 0,
    duplicationPpm: 0,
    reorderingPpm: 0,
    reorderingUs: 0,
  };
}

/**
 * The scenario without a fault, but with the list of what it did to messages; timers and disks are
 * not mimicked.
 */
export function withoutFault(
  scenario: Scenario,
  fault: Fault,
  postings: readonly Posting[],
): Scenario {
  const { latency } = scenario.network;
  const us = latency.kind === 'fixed' ? latency.us : GRID_US;
  const deviations = postings.flatMap((posting) => {
    const { message, fate } = posting;
    if (fate === 'cut') return [lossOf(message)];
    return stoppedBy(fault, posting) ?? deviationsOf(posting, us);
  });
  const faults = scenario.faults.filter(({ id }) => id !== fault.id);
  return { ...scenario, faults, deviations };
}

/**
 * The scenario with `server` cut off while messages from and to it go astray; `undefined` when none
 * do.
 */
export function isolation(
  scenario: Scenario,
  server: string,
  postings: readonly Posting[],
): Scenario | undefined {
  const { program, topology, deviations } = scenario;
  const touches = ({ from, to }: MessageIdentity): boolean => from === server || to === server;
  const astray = new Set(
    deviations.filter(({ message }) => touches(message)).map(({ message }) => textOf(message)),
  );
  const hit = postings.filter(({ message }) => astray.has(textOf(message)));
  if (hit.length === 0) return undefined;
  const atUs = Math.min(...hit.map(({ sentUs }) => sentUs));
  const untilUs = Math.max(...hit.map(({ sentUs, delayUs }) => sentUs + delayUs));
  const servers = Array.from({ length: topology.servers }, (_, index) => `n${index}`);
  const others = [...servers, ...new Set(program.map(({ client }) => client))];
  const fault: Fault = {
    id: freshId(scenario.faults),
    kind: 'partition',
    shape: 'isolate',
    groups: [[server], others.filter((node) => node !== server)],
    atUs,
    forUs: untilUs - atUs,
  };
  return {
    ...scenario,
    faults: [...scenario.faults, fault],
    deviations: deviations.filter(({ message }) => !touches(message)),
  };
}

/** What a fault does to a message that arrives while it acts; `undefined` for nothing. */
function stoppedBy(
  fault: Fault,
  { message, sentUs, delayUs, fate }: Posting,
): Deviation[] | undefined {
  const arrivesUs = sentUs + delayUs;
  const endUs = fault.atUs + fault.forUs;
  if (fate !== 'sent' || arrivesUs < fault.atUs || arrivesUs >= endUs) return undefined;
  if (fault.kind === 'crash' && message.to === fault.node) return [lossOf(message)];
  if (fault.kind === 'pause' && message.to === fault.node) {
    return [{ message, kind: 'late', byUs: delayUs + endUs - arrivesUs }];
  }
  if (holds(fault, message)) {
    return [{ message, kind: 'late', byUs: delayUs + endUs - arrivesUs }];
  }
  return severs(fault, message.from, message.to) ? [lossOf(message)] : undefined;
}

function holds(fault: Fault, { type, from, to }: MessageIdentity): boolean {
  if (fault.kind !== 'hold' || (fault.type ?? type) !== type) return false;
  return fault.from.includes(from) && fault.to.includes(to);
}

function severs(fault: Fault, from: string, to: string): boolean {
  switch (fault.kind) {
    case 'partition': {
      const isIn = (node: string): boolean => fault.groups.some((group) => group.includes(node));
      const together = fault.groups.some((group) => group.includes(from) && group.includes(to));
      return isIn(from) && isIn(to) && !together;
    }
    case 'one-way':
      return fault.from.includes(from) && fault.to.includes(to);
    case 'client-link': {
      const { client, direction, servers } = fault;
      const request = from === client && servers.includes(to);
      const reply = to === client && servers.includes(from);
      return (request && direction !== 'reply') || (reply && direction !== 'request');
    }
    default:
      return false;
  }
}

function lossOf(message: MessageIdentity): Deviation {
  return { message, kind: 'drop', byUs: 0 };
}

function textOf({ cause, type, from, to, nth }: MessageIdentity): string {
  return [cause, type, from, to, nth].join('\n');
}

function freshId(faults: readonly Fault[]): string {
  let number = faults.length + 1;
  while (faults.some(({ id }) => id === `f${number}`)) number++;
  return `f${number}`;
}

/** How one message departs from a network on which it would have taken `us`. */
function deviationsOf({ message, delayUs, fate, copyDelayUs }: Posting, us: number): Deviation[] {
  if (fate === 'cut') return [];
  if (fate === 'lost') return [lossOf(message)];
  const deviations: Deviation[] = [];
  if (delayUs > us) deviations.push({ message, kind: 'late', byUs: delayUs - us });
  if (copyDelayUs >= 0) deviations.push({ message, kind: 'duplicate', byUs: copyDelayUs });
  return deviations;
}

const SPOILING: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
  'loss',
  'duplication',
  'reordering',
  'delay',
  'latency',
  'geography',
  'bandwidth',
  'message-limit',
]);

function spoilsLinks({ kind }: Fault): boolean {
  return SPOILING.has(kind);
}
