/**
 * Disks that are slow, full, failing, lying or wrong.
 */

import type { FaultOf } from '../../scenario/fault.js';
import type { DiskFault } from '../../scenario/faults/disks.js';
import { hashString, mix } from '../../scenario/randomness.js';
import { rot, settleInTrouble } from '../disk-troubles.js';
import type { DiskTroubles } from '../disk-troubles.js';
import type { Kernel } from '../kernel.js';
import type { NodeHost } from '../node-host.js';
import { hostOf } from './effect.js';
import type { Effect, Effects } from './effect.js';

type Kind = DiskFault['kind'];

/** The faults of disks. */
export const diskEffects: Effects<Kind> = {
  'disk-slow': troubling<'disk-slow'>(
    ({ slowedBy }, { byUs }, index) => slowedBy.set(index, byUs),
    ({ slowedBy }, index) => slowedBy.delete(index),
  ),
  'disk-full': troubling<'disk-full'>(
    ({ filledBy }, _fault, index) => filledBy.add(index),
    ({ filledBy }, index) => filledBy.delete(index),
  ),
  'disk-error': troubling<'disk-error'>(
    ({ brokenBy }, _fault, index) => brokenBy.add(index),
    ({ brokenBy }, index) => brokenBy.delete(index),
  ),
  'disk-lies': troubling<'disk-lies'>(
    ({ liedBy }, _fault, index) => liedBy.add(index),
    (troubles, index, kernel, host) => {
      troubles.liedBy.delete(index);
      if (troubles.liedBy.size > 0 || troubles.liedUntil === 0) return;
      // The device catches up with what it promised.
      settleInTrouble(kernel, host, troubles.liedUntil);
      troubles.forget();
    },
  ),
  'bit-rot': troubling<'bit-rot'>(
    ({ rottedBy }, { id }, index, kernel, host) => {
      rottedBy.set(index, saltOf(kernel, id));
      rot(kernel, host, index);
    },
    ({ rottedBy }, index) => rottedBy.delete(index),
  ),
  'misdirected-write': troubling<'misdirected-write'>(
    ({ misdirectedBy }, { id }, index, kernel) => misdirectedBy.set(index, saltOf(kernel, id)),
    ({ misdirectedBy }, index) => misdirectedBy.delete(index),
  ),
};

/** A fault that is among a disk's troubles while it acts. */
function troubling<Each extends Kind>(
  add: (
    troubles: DiskTroubles,
    fault: FaultOf<Each>,
    index: number,
    kernel: Kernel,
    host: NodeHost,
  ) => unknown,
  remove: (troubles: DiskTroubles, index: number, kernel: Kernel, host: NodeHost) => unknown,
): Effect<Each> {
  return {
    begin(kernel, fault, index) {
      const host = hostOf(kernel, fault.node);
      const { troubles } = host.disk;
      add(troubles, fault, index, kernel, host);
      troubles.update();
    },
    end(kernel, fault, index) {
      const host = hostOf(kernel, fault.node);
      const { troubles } = host.disk;
      remove(troubles, index, kernel, host);
      troubles.update();
    },
  };
}

/** What the choices of this fault are keyed by. */
function saltOf(kernel: Kernel, id: string): number {
  return mix(hashString(id) | 0, kernel.seed);
}
