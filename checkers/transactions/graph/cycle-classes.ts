/**
 * The classes of cycles that Elle tells apart (Adya 1999, chapter 4; Elle's `elle.txn`), each as an
 * automaton over the kinds of edges: what the cycle is searched from, what it may take, and what it
 * must have taken at its end. Runs of edges of one order are one step: both orders are transitive.
 */

import { EDGE } from './dependency-graph.js';

/** How edges of kind rw may stand in a cycle. */
export type Adjacency = 'at-most-one' | 'apart' | 'adjacent';

/** A class of cycles. */
export interface CycleClass {
  readonly name: string;
  /** A kind that every cycle of the class has; the search begins behind such an edge. */
  readonly seed: number;
  /** Kinds that it may have. */
  readonly mask: number;
  /** Kind of order that it must have: 0, process or realtime. */
  readonly order: number;
  readonly rw: Adjacency;
  /** No cycle of the class has fewer nodes. */
  readonly lengthMin: number;
  /** Places in {@link CYCLE_CLASSES} of the classes that it implies. */
  readonly implied: readonly number[];
}

/** From the worst to the mildest: Elle's `anomaly-depth`, ties by name. */
const NAMES = [
  'G-single-item',
  'G0',
  'G-nonadjacent-item',
  'G-single-item-process',
  'G1c',
  'G-nonadjacent-item-process',
  'G-single-item-realtime',
  'G2-item',
  'G-nonadjacent-item-realtime',
  'G0-process',
  'G1c-process',
  'G2-item-process',
  'G0-realtime',
  'G1c-realtime',
  'G2-item-realtime',
] as const;

const STEMS = {
  G0: { seed: EDGE.ww, data: EDGE.ww, rw: 'at-most-one', lengthMin: 2, implied: ['G1c'] },
  G1c: { seed: EDGE.wr, data: EDGE.ww | EDGE.wr, rw: 'at-most-one', lengthMin: 2, implied: [] },
  'G-single-item': {
    seed: EDGE.rw,
    data: EDGE.ww | EDGE.wr,
    rw: 'at-most-one',
    lengthMin: 2,
    implied: ['G-nonadjacent-item', 'G2-item'],
  },
  'G-nonadjacent-item': {
    seed: EDGE.rw,
    data: EDGE.ww | EDGE.wr | EDGE.rw,
    rw: 'apart',
    lengthMin: 4,
    implied: ['G2-item'],
  },
  'G2-item': {
    seed: EDGE.rw,
    data: EDGE.ww | EDGE.wr | EDGE.rw,
    rw: 'adjacent',
    lengthMin: 2,
    implied: [],
  },
} as const satisfies Record<string, object>;

const SUFFIXES = ['', '-process', '-realtime'] as const;
const ORDER_MASK = [0, EDGE.process, EDGE.process | EDGE.realtime] as const;
const ORDER = [0, EDGE.process, EDGE.realtime] as const;

/** All classes, from the worst to the mildest; each stands after those that imply it. */
export const CYCLE_CLASSES: readonly CycleClass[] = NAMES.map(classNamed);

function classNamed(name: (typeof NAMES)[number]): CycleClass {
  const level = name.endsWith('-process') ? 1 : name.endsWith('-realtime') ? 2 : 0;
  const stemName = name.slice(0, name.length - SUFFIXES[level].length) as keyof typeof STEMS;
  const stem = STEMS[stemName];
  const names: readonly string[] = NAMES;
  const implied = [stemName, ...stem.implied]
    .flatMap((other) => SUFFIXES.slice(level).map((suffix) => names.indexOf(other + suffix)))
    .filter((place) => names[place] !== name);
  return {
    name,
    seed: stem.seed,
    mask: stem.data | ORDER_MASK[level],
    order: ORDER[level],
    rw: stem.rw,
    lengthMin: level > 0 && stem.rw === 'adjacent' ? 3 : stem.lengthMin,
    implied,
  };
}

/** Bits of the state of the automaton: what the walk has taken so far. */
const JUST_RW = 1;
const SECOND_RW = 2;
const ORDER_TAKEN = 4;
const RUN_PROCESS = 8;
const RUN_REALTIME = 16;

/** How many bits the states of a class take. */
export function stateBits(rule: CycleClass): number {
  return rule.order === 0 ? 2 : 5;
}

/** The state behind the seed. */
export function firstState(rule: CycleClass): number {
  return rule.seed === EDGE.rw ? JUST_RW : 0;
}

/** The state after an edge of `kind`, which is in the mask; -1 where it may not be taken. */
export function nextState(rule: CycleClass, state: number, kind: number): number {
  const kept = state & (SECOND_RW | ORDER_TAKEN);
  if (kind >= EDGE.process) {
    if (rule.rw === 'adjacent' && (state & JUST_RW) !== 0) return -1;
    const run = kind === EDGE.process ? RUN_PROCESS : RUN_REALTIME;
    return kept | run | (kind === rule.order ? ORDER_TAKEN : 0);
  }
  const wasRw = (state & JUST_RW) !== 0;
  // The seed of an adjacent pair is its first edge: the second must follow at once.
  if (rule.rw === 'adjacent') return wasRw && kind !== EDGE.rw ? -1 : kept;
  if (kind !== EDGE.rw) return kept;
  return wasRw ? -1 : kept | JUST_RW | SECOND_RW;
}

/** Whether an edge of `kind` continues the step that led to the state: orders are transitive. */
export function continuesRun(state: number, kind: number): boolean {
  return (state & (kind === EDGE.process ? RUN_PROCESS : RUN_REALTIME)) !== 0;
}

/** Whether the walk may be closed: it stands where its seed begins. */
export function accepts(rule: CycleClass, state: number): boolean {
  if (rule.order !== 0 && (state & ORDER_TAKEN) === 0) return false;
  if (rule.rw === 'apart') return (state & (JUST_RW | SECOND_RW)) === SECOND_RW;
  return rule.rw !== 'adjacent' || (state & JUST_RW) === 0;
}
