/**
 * Ways out of a local minimum: moves that change several things at once, roll new dice, or look
 * worse until some passes have run (those are branches of the search, forgotten unless they end
 * cheaper than they began). The passes alone end where no single thing can be left out, and a
 * person often sees at once that two can be exchanged for one.
 */

import { deriveSeed } from '../scenario/randomness.js';
import type { Deviation, ProgramOperation, Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { GRID_US, isLeftToChance } from './cost.js';
import { explicitForms, fixedNetwork, isolation, withoutFault } from './explicit.js';
import { DEVIATION_PASSES } from './passes/all.js';
import { replaced, without } from './passes/removal.js';
import { steadyDisks } from './passes/times.js';
import { pinStarts } from './pin.js';
import { renameNodes } from './rename.js';
import type { Search } from './search.js';

/** Only small programs are worth it. */
const OPERATIONS_MAX = 12;

/** Longer lists of messages shrink by other means first. */
const DEVIATIONS_MAX = 16;

/** Permutations of more servers are too many. */
const PERMUTED_SERVERS_MAX = 4;

/**
 * Tries the moves until one succeeds; whether one did. `original` says what the network was like.
 */
export async function escape(search: Search, original: Scenario): Promise<boolean> {
  return (
    (await calmNetwork(search)) ||
    (await fewerOperations(search, original)) ||
    (await faultsToMessages(search)) ||
    (await messagesToFault(search)) ||
    (await latenessToStarts(search)) ||
    (await otherServers(search))
  );
}

/** Replaces the dice by the list of what they did; whether that was possible. */
export async function makeExplicit(search: Search): Promise<boolean> {
  const scenario = search.current;
  if (!isLeftToChance(scenario.network)) return false;
  if (await calmNetwork(search)) return true;
  const postings = await search.postings(scenario);
  for (const form of explicitForms(scenario, postings)) {
    if (await search.attempt('explicit', form)) return true;
  }
  return false;
}

/**
 * No message goes astray at all, under the system's own dice alone, such as the timeouts of
 * elections.
 */
async function calmNetwork(search: Search): Promise<boolean> {
  const { current } = search;
  if (!isLeftToChance(current.network) && current.deviations.length === 0) return false;
  for (const disk of [...steadyDisks(current.disk).slice(0, 2), current.disk]) {
    const calm = { ...current, network: fixedNetwork(GRID_US), deviations: [], disk };
    if (!(await search.seedMatters(calm))) return await search.attempt('calm network', calm);
    for (let schedule = 0; schedule < search.schedulesMax; schedule++) {
      const seed = deriveSeed(0, 'calm', schedule);
      if (await search.attempt('calm network', { ...calm, seed })) return true;
    }
  }
  return false;
}

/**
 * One operation less, under dice again: what the list of messages says may be about the operation
 * that goes.
 */
async function fewerOperations(search: Search, original: Scenario): Promise<boolean> {
  const { current } = search;
  const { program } = current;
  if (program.length > OPERATIONS_MAX || isLeftToChance(current.network)) return false;
  const pinned = pinStarts(current, await search.postings(current));
  for (let at = 0; at < program.length; at++) {
    const rest = { ...pinned, program: without(pinned.program, at) };
    if (await search.attempt('fewer operations', rest, 1)) return true;
  }
  for (let at = 0; at < program.length; at++) {
    const less = { ...current, program: without(program, at) };
    for (let schedule = 0; schedule < search.schedulesMax; schedule++) {
      const smaller = withDice(less, original, schedule);
      if (await search.attempt('fewer operations', smaller)) return true;
    }
  }
  return false;
}

/**
 * Some messages are on time again, and one operation begins later instead: a write whose first
 * phase was late is a write that began late.
 */
async function latenessToStarts(search: Search): Promise<boolean> {
  const { current } = search;
  const { program, deviations } = current;
  if (program.length > OPERATIONS_MAX || isLeftToChance(current.network)) return false;
  if (deviations.length < 2 || deviations.length > DEVIATIONS_MAX) return false;
  const postings = await search.postings(current);
  for (const group of groupsOf(deviations)) {
    const fewer = { ...current, deviations: deviations.filter((each) => !group.has(each)) };
    for (const [at, operation] of program.entries()) {
      for (const atUs of startsOf(operation, postings)) {
        const moved = replaced(program, at, { ...operation, atUs });
        if (await search.attempt('lateness to starts', { ...fewer, program: moved })) return true;
      }
    }
  }
  return false;
}

/**
 * Times at which an operation might begin: where some message of it was sent, or a phase or two
 * earlier.
 */
function startsOf({ id, atUs }: ProgramOperation, postings: readonly Posting[]): Set<number> {
  const starts = new Set<number>();
  for (const { message, sentUs } of postings) {
    if (message.cause !== `op ${id}`) continue;
    for (let phases = 0; phases <= 2; phases++) {
      const us = Math.round(sentUs / GRID_US - phases) * GRID_US;
      if (us >= 0 && us !== atUs) starts.add(us);
    }
  }
  return starts;
}

/**
 * Groups of deviations to take back together, the largest first: of one cause, all but one of it,
 * single ones.
 */
function groupsOf(deviations: readonly Deviation[]): Set<Deviation>[] {
  const causes = [...new Set(deviations.map(({ message }) => message.cause))];
  const byCause = causes.map((cause) =>
    deviations.filter(({ message }) => message.cause === cause),
  );
  const groups = byCause.flatMap((group) =>
    group.length < 2
      ? [group]
      : [group, ...group.map((_, at) => without(group, at)), ...group.map((each) => [each])],
  );
  return groups.sort((left, right) => right.length - left.length).map((group) => new Set(group));
}

/** A fault as the list of messages it hit. */
async function faultsToMessages(search: Search): Promise<boolean> {
  if (isLeftToChance(search.current.network) || search.current.faults.length === 0) return false;
  const postings = await search.postings(search.current);
  for (const fault of search.current.faults) {
    const explicit = withoutFault(search.current, fault, postings);
    const goOn = (): Promise<boolean> => search.runAll(DEVIATION_PASSES);
    if (await search.branch('fault to messages', explicit, goOn)) return true;
  }
  return false;
}

/** One isolated server in place of the many messages it did not get or send. */
async function messagesToFault(search: Search): Promise<boolean> {
  const { current } = search;
  if (isLeftToChance(current.network) || current.deviations.length < 2) return false;
  const postings = await search.postings(current);
  for (let server = 0; server < current.topology.servers; server++) {
    const isolated = isolation(current, `n${server}`, postings);
    if (isolated === undefined) continue;
    if (await search.attempt('messages to fault', isolated)) return true;
  }
  return false;
}

/**
 * Other names for the servers, and one message less: at equal times the first server is heard
 * first.
 */
async function otherServers(search: Search): Promise<boolean> {
  const { current } = search;
  const { servers } = current.topology;
  if (servers > PERMUTED_SERVERS_MAX || isLeftToChance(current.network)) return false;
  for (const order of permutations(servers)) {
    const renamed = renameNodes(current, (node) =>
      node.startsWith('n') ? `n${order[Number(node.slice(1))]}` : node,
    );
    for (const [at] of current.deviations.entries()) {
      const smaller = { ...renamed, deviations: without(renamed.deviations, at) };
      if (await search.attempt('other servers', smaller)) return true;
    }
  }
  return false;
}

/** The scenario on the network and disk it was found on, under other dice. */
function withDice(scenario: Scenario, { network, disk }: Scenario, schedule: number): Scenario {
  const seed = deriveSeed(scenario.program.length, 'dice', schedule);
  return { ...scenario, network, disk, deviations: [], seed };
}

/** The orders of 0 ... count-1, without the one that changes nothing. */
function permutations(count: number): number[][] {
  const grow = (orders: number[][], next: number): number[][] =>
    orders.flatMap((order) =>
      Array.from({ length: order.length + 1 }, (_, at) => order.toSpliced(at, 0, next)),
    );
  const all = Array.from({ length: count }, (_, index) => index).reduce(grow, [[]]);
  return all.filter((order) => order.some((to, from) => to !== from));
}
