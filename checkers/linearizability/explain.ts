/**
 * Says in words why a part is not linearizable. Monitors have short arguments of their own; here
 * the dead end of the search is told: the states that the longest partial orders end in, and why
 * the next operation fits none of them.
 */

import { OPEN } from '../../src/history/columns/operation-columns.js';
import { describeCall, describeKey, reference } from '../describe.js';
import type { Anomaly } from '../verdict.js';
import { EVENT, MASK, STATE } from './configuration.js';
import { returningAt } from './exhaustion.js';
import type { Part } from './part.js';
import type { Search } from './search.js';
import { IMPOSSIBLE } from './transitions.js';

/** The one kind: shrinking keeps it, and what pattern it is changes while a history shrinks. */
export const NON_LINEARIZABLE = 'non-linearizable';

const STATES_MAX = 4;

const CONCURRENT_MAX = 5;

/**
 * The anomaly of a search that ended illegal; the operation that could not be placed comes last.
 */
export function explain(search: Search, part: Part): Anomaly {
  const stuck = returningAt(search, search.furthest);
  const key = part.key === undefined ? {} : { key: part.key };
  const member = search.columns.events[search.furthest]! >> 1;
  const name = describeOperation(search, member);
  const deadEnd = describeDeadEnd(search, member);
  return {
    kind: NON_LINEARIZABLE,
    message: `${name} fits in no order of the operations${describeKey(part.key)}`,
    operations: [...deadEnd.operations, stuck],
    ...key,
    explanation: deadEnd.sentences,
  };
}

interface DeadEnd {
  readonly sentences: readonly string[];
  /** Ids, without the stuck operation. */
  readonly operations: readonly number[];
}

function describeDeadEnd(search: Search, stuck: number): DeadEnd {
  const { columns, transitions } = search;
  const ends = deadEnds(search);
  const kind = columns.kindOf[stuck]!;
  const name = reference(idOf(search, stuck));
  let returned = 0;
  for (let at = 0; at < search.furthest; at++) returned += columns.events[at]! & 1;
  const place = `place for ${describeOperation(search, stuck)}`;
  const sentences = [
    returned === 0
      ? `Nothing had returned before ${name} did, and there is no ${place}.`
      : `What returned before ${name} did (${countOf(returned, 'operation')}) can be ordered, ` +
        `but in no such order is there a ${place}.`,
  ];
  const operations: number[] = [];
  for (const { state, entry } of ends.slice(0, STATES_MAX)) {
    const source = lastChange(search, entry);
    const change = source === undefined ? undefined : describeOperation(search, source);
    const why = transitions.contradiction(state, kind) ?? 'it does not fit';
    const held = transitions.describe(state);
    const start = search.beginning === undefined ? 'At the start' : 'Whatever came before,';
    if (change !== undefined) sentences.push(`After ${change} the state is ${held}: ${why}.`);
    else if (search.beginning === undefined)
      sentences.push(`${start} the state is ${held}: ${why}.`);
    else sentences.push(`${start} if the state is ${held}: ${why}.`);
    if (source !== undefined) operations.push(idOf(search, source));
  }
  if (ends.length > STATES_MAX) {
    sentences.push(`So it is with ${countOf(ends.length - STATES_MAX, 'more state')}.`);
  }
  const concurrent = concurrentMutators(search, stuck);
  if (concurrent.length > 0) {
    const names = concurrent.map((member) => describeOperation(search, member)).join(', ');
    sentences.push(`In flight at its return were ${names}; wherever they are placed, it stays so.`);
    operations.push(...concurrent.map((member) => idOf(search, member)));
  }
  const distinct = new Set(operations);
  distinct.delete(idOf(search, stuck));
  return { sentences, operations: [...distinct].sort((first, second) => first - second) };
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** One configuration for each state in which the search stopped at the furthest event. */
function deadEnds(search: Search): { readonly state: number; readonly entry: number }[] {
  const entries = new Map<number, number>();
  for (let entry = 0; entry < search.visited.size; entry++) {
    if (search.visited.word(entry, EVENT) !== search.furthest) continue;
    const state = search.visited.word(entry, STATE);
    if (!entries.has(state)) entries.set(state, entry);
  }
  return [...entries].map(([state, entry]) => ({ state, entry }));
}

/** The operation that brought a configuration into its state. */
function lastChange(search: Search, entry: number): number | undefined {
  const { columns, visited, layout } = search;
  for (let at = entry; ;) {
    const before = visited.word(at, layout.parent);
    if (before < 0) return undefined;
    if (visited.word(at, STATE) !== visited.word(before, STATE)) {
      const move = visited.word(at, layout.move);
      if (move >= 0) return move;
      const word = visited.word(at, layout.counts + columns.counts.word[-1 - move]!);
      const used = (word >>> columns.counts.shift[-1 - move]!) & columns.counts.mask[-1 - move]!;
      return columns.crashedMembers[-1 - move]![Math.max(0, used - 1)];
    }
    at = before;
  }
}

/** Operations in flight at the furthest event that could still change some state it stopped in. */
function concurrentMutators(search: Search, stuck: number): number[] {
  const { columns, transitions, furthest } = search;
  const ends = deadEnds(search);
  const changes = (member: number): boolean =>
    ends.some(({ state, entry }) => {
      const next = transitions.step(state, columns.kindOf[member]!);
      return next !== IMPOSSIBLE && next !== state && !isTaken(search, entry, member);
    });
  const open = [
    ...columns.open.subarray(columns.openStart[furthest], columns.openStart[furthest + 1]),
  ];
  const crashed = columns.crashedMembers.flatMap((members, field) =>
    Array.from(members).filter((_, at) => columns.crashedFrom[field]![at]! <= furthest),
  );
  const candidates = [...open, ...crashed].filter((member) => member !== stuck && changes(member));
  return candidates.slice(0, CONCURRENT_MAX).sort((first, second) => first - second);
}

function isTaken(search: Search, entry: number, member: number): boolean {
  const { columns, visited } = search;
  if (columns.part.return[member] === OPEN) return false;
  const word = visited.word(entry, MASK + columns.maskWord[member]!);
  return (word & columns.maskBit[member]!) !== 0;
}

function describeOperation(search: Search, member: number): string {
  const { part, kinds, kindOf } = search.columns;
  const call = kinds[kindOf[member]!]!;
  const answer =
    call.outcome === 'ok' && call.input === null && call.output !== null
      ? describeCall({ f: call.f, input: call.output })
      : describeCall(call);
  const crashed = call.outcome === 'info' ? ', crashed' : '';
  return `${reference(part.place[member]!)} (${answer}${crashed})`;
}

function idOf(search: Search, member: number): number {
  return search.columns.part.place[member]!;
}
