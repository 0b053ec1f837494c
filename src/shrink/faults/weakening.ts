/**
 * How strong a kind of fault is, and what is weaker; one file a family beside this one. Weaker is
 * what asks less of the reader: the shrinker replaces a fault by a weaker one where the violation
 * stays, and numbers (`byUs`, `forUs`, `ppm`) halve by themselves (passes/times.ts).
 */

import type { Fault, FaultKind, FaultOf } from '../../scenario/fault.js';
import type { Scenario } from '../../scenario/scenario.js';

/** One kind of fault as the shrinker sees it. */
export interface Weakening<Kind extends FaultKind> {
  /** Of two kinds, the one with the lower rank explains more. */
  readonly rank: number;
  /** Within the kind, below 1000: the fewer nodes it names, the weaker. Default 0. */
  detail?(fault: FaultOf<Kind>): number;
  /** Other forms to try, weakest first; those that are not weaker are left out. */
  forms?(fault: FaultOf<Kind>, scenario: Scenario): readonly Fault[];
}

/** The weakenings of a family. */
export type Weakenings<Kind extends FaultKind> = { readonly [Each in Kind]: Weakening<Each> };

/** The lists with one node less. */
export function fewer(nodes: readonly string[]): string[][] {
  return nodes.length < 2 ? [] : nodes.map((_, at) => nodes.toSpliced(at, 1));
}

/** The names of all servers. */
export function serverNames({ topology }: Scenario): string[] {
  return Array.from({ length: topology.servers }, (_, index) => `n${index}`);
}

/** A delay of everything from and to a node, instead of what it was. */
export function delayInstead({ id, atUs, forUs }: Fault, node: string, byUs: number): Fault {
  return { id, atUs, forUs, kind: 'delay', node, ppm: 1_000_000, byUs };
}

/** Losses instead, of messages of one type if `type` says which. */
export function lossInstead(
  { id, atUs, forUs }: Fault,
  node: string,
  ppm: number,
  type?: string,
): Fault {
  const only = type === undefined ? {} : { type };
  return { id, atUs, forUs, kind: 'loss', node, ppm, byUs: 0, ...only };
}

/** In parts per million; shares are easier to read in whole ones. */
const PERCENT = 10_000;

/** The fault with a smaller share of the messages: the same ones, but for those that it spares. */
export function lessOften<Hit extends { readonly ppm: number }>(fault: Hit): Hit[] {
  const whole = (ppm: number): number => (ppm < PERCENT ? ppm : ppm - (ppm % PERCENT));
  return halved(fault.ppm).map((ppm) => ({ ...fault, ppm: whole(ppm) }));
}

/** Smaller numbers to try, boldest first. */
export function halved(number: number): number[] {
  return [Math.floor(number / 16), Math.floor(number / 4), Math.floor(number / 2)].filter(
    (smaller) => smaller > 0,
  );
}

/** How big a number is, in a small number: halving it counts, shaving it does not. */
export function bitsOf(number: number): number {
  return 32 - Math.clz32(Math.min(number, 0x7fffffff));
}
