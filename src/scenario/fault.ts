/**
 * The fault vocabulary: what can be injected, as plain data, one file a family. Every fault has an
 * id, begins at `atUs` and acts for `forUs`; the scenario's heal time ends all of them. `servers`
 * are named n0, n1, ...; clients c0, c1, ...
 */

import type { AdministrationFault } from './faults/administration.js';
import type { BehaviourFault } from './faults/behaviour.js';
import type { ClientFault } from './faults/clients.js';
import type { ClockFault } from './faults/clocks.js';
import type { DiskFault } from './faults/disks.js';
import type { LinkFault } from './faults/links.js';
import type { SecurityFault } from './faults/security.js';
import type { ServerFault } from './faults/servers.js';
import type { TrafficFault } from './faults/traffic.js';

/** One injected event. */
export type Fault =
  | LinkFault
  | ClientFault
  | ServerFault
  | ClockFault
  | TrafficFault
  | SecurityFault
  | BehaviourFault
  | DiskFault
  | AdministrationFault;

/** The names of the kinds of faults. */
export type FaultKind = Fault['kind'];

/** The fault of one kind; a shape that several kinds share is the fault of each of them. */
export type FaultOf<Kind extends FaultKind> = Kind extends FaultKind ? ShapeOf<Kind, Fault> : never;

type ShapeOf<Kind, Each> = Each extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Each
    : never
  : never;
