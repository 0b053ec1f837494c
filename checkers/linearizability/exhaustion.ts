/**
 * The evidence of an illegal part: which configurations exist at each return, up to the one that
 * none survives. It is rebuilt from the visited set when somebody reads it, as it can be far larger
 * than the verdict around it.
 */

import type { ExhaustionCertificate } from '../certificate.js';
import type { Part } from './part.js';
import { EVENT, MASK, STATE } from './configuration.js';
import { advance } from './advance.js';
import type { Search } from './search.js';

type Level = ExhaustionCertificate['levels'][number];
type Configuration = Level['configurations'][number];

/**
 * The certificate of a search that ended illegal. Its `states` and `levels` are computed on first
 * use, in time and memory proportional to the configurations visited times the operations in
 * flight.
 */
export function certifyExhaustion(search: Search, part: Part): ExhaustionCertificate {
  let computed: Pick<ExhaustionCertificate, 'states' | 'levels'> | undefined;
  const compute = (): Pick<ExhaustionCertificate, 'states' | 'levels'> =>
    (computed ??= collect(search));
  return {
    kind: 'exhaustion',
    ...(part.key === undefined ? {} : { key: part.key }),
    stuck: returningAt(search, search.evidence.furthest),
    ...(search.beginning === undefined ? {} : { begins: 'anywhere' }),
    get states() {
      return compute().states;
    },
    get levels() {
      return compute().levels;
    },
  };
}

/** The id of the operation that returns at an event. */
export function returningAt(search: Search, event: number): number {
  return idOf(search, search.columns.events[event]! >> 1);
}

function collect(search: Search): Pick<ExhaustionCertificate, 'states' | 'levels'> {
  const levels = new Map<number, Map<string, Configuration>>();
  const states: string[] = [];
  const stateNumbers = new Map<number, number>();
  const numberOf = (state: number): number => {
    const known = stateNumbers.get(state);
    if (known !== undefined) return known;
    stateNumbers.set(state, states.length);
    return states.push(search.transitions.key(state)) - 1;
  };
  const emit = (event: number, configuration: Int32Array): void => {
    const level = levels.get(event) ?? new Map<string, Configuration>();
    levels.set(event, level);
    // The event, how it was reached and the obligation are no part of what a level tells apart.
    const words = configuration.subarray(MASK, search.layout.parent);
    const name = `${configuration[STATE]},${words.join()}`;
    if (level.has(name)) return;
    const state = numberOf(configuration[STATE]!);
    level.set(name, { state, taken: takenIn(search, event, configuration) });
  };
  walkAll(search, emit);
  const inOrder = [...levels].sort(([first], [second]) => first - second);
  return {
    states,
    levels: inOrder.map(([event, level]) => ({
      returning: returningAt(search, event),
      configurations: [...level.values()],
    })),
  };
}

/**
 * Every configuration at every return it meets: those it stopped at, and those it passed on the way
 * there.
 */
function walkAll(search: Search, emit: (event: number, configuration: Int32Array) => void): void {
  const { columns, transitions, visited, layout } = search;
  const walker = new Int32Array(layout.width);
  const walk = (): void => advance(columns, transitions, walker, (event) => emit(event, walker));
  search.eachStart((configuration) => {
    walker.set(configuration);
    walk();
  });
  const entryWords = new Int32Array(layout.width);
  for (let entry = 0; entry < search.evidence.size; entry++) {
    visited.read(entry, entryWords);
    emit(entryWords[EVENT]!, entryWords);
    search.successors(entry, (configuration) => {
      walker.set(configuration);
      walk();
    });
  }
}

function takenIn(search: Search, event: number, configuration: Int32Array): number[] {
  const { columns, layout } = search;
  const taken: number[] = [];
  for (let at = columns.openStart[event]!; at < columns.openStart[event + 1]!; at++) {
    const member = columns.open[at]!;
    const word = configuration[MASK + columns.maskWord[member]!]!;
    if ((word & columns.maskBit[member]!) !== 0) taken.push(idOf(search, member));
  }
  const { counts } = columns;
  columns.crashedMembers.forEach((members, field) => {
    const word = configuration[layout.counts + counts.word[field]!]!;
    const used = (word >>> counts.shift[field]!) & counts.mask[field]!;
    for (const member of members.subarray(0, used)) taken.push(idOf(search, member));
  });
  return taken.sort((first, second) => first - second);
}

function idOf(search: Search, member: number): number {
  return search.columns.part.place[member]!;
}
