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
