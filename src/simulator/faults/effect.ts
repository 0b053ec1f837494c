/**
 * What a kind of fault does when it begins and when it ends; one file a family beside this one.
 */

import type { FaultKind, FaultOf } from '../../scenario/fault.js';
import type { Kernel } from '../kernel.js';
import type { NodeHost } from '../node-host.js';

/** A kind of fault in action; `index` is the fault's place in the scenario. */
export interface Effect<Kind extends FaultKind> {
  begin(kernel: Kernel, fault: FaultOf<Kind>, index: number): void;
  end(kernel: Kernel, fault: FaultOf<Kind>, index: number): void;
  /** When `prepare` is called, if before it begins something has to be kept. */
  prepareUs?(fault: FaultOf<Kind>): number;
  prepare?(kernel: Kernel, fault: FaultOf<Kind>, index: number): void;
}

/** The effects of a family. */
export type Effects<Kind extends FaultKind> = { readonly [Each in Kind]: Effect<Each> };

/** The host of the node called `name`. */
export function hostOf(kernel: Kernel, name: string): NodeHost {
  return kernel.hosts[kernel.indexOf(name)] as NodeHost;
}
