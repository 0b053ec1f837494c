/**
 * Stacks whose values are pushed once each: whether some order of the overlapping operations is
 * last in, first out. elimination.ts has the algorithm and its proof.
 */

import type { ContainerView } from '../../../model.js';
import type { Part } from '../../part.js';
import { matchValues, type ContainerValues } from '../containers/container-values.js';
import { placeEmpties } from '../containers/coverage.js';
import type { Monitor, MonitorAnswer } from '../monitor.js';
import { refuteBuried } from './buried-refutation.js';
import { CrashedPops } from './crashed-pops.js';
import { Elimination } from './elimination.js';
import { refuteResidue } from './residue-refutation.js';
import { slotsOf, type Slots } from './slots.js';
import { stackOrder } from './stack-order.js';
import { stackValues } from './stack-values.js';

/**
 * Judges a stack in O(n log n), but for crashed pops. Declines when a value is pushed twice, and
 * when only crashed pops can explain a history and which values they took is not found.
 */
export const stackMonitor: Monitor<ContainerView> = { name: 'stack elimination', judge };

function judge(part: Part, view: ContainerView): MonitorAnswer {
  const matching = matchValues(part, view);
  if (matching?.kind !== 'matched') return matching;
  const { values } = matching;
  const empties = placeEmpties(part, values);
  if (empties.kind === 'illegal') return empties;
  const slots = slotsOf(part);
  const empty = empties.gaps.map((gap) => slots.ofRank[gap]!);
  const stack = stackValues(values, slots, values.removeCall);
  const pops = new CrashedPops(part, values, slots, stack);
  const buried = pops.buried();
  if (buried !== undefined) {
    // Where no pop had crashed in time, two values tell it better.
    if (buried.pops === 0) return judgeRelaxed(part, values, slots);
    return { kind: 'illegal', refutation: refuteBuried(part, values, stack, buried) };
  }
  if (!pops.giveForced(empty)) return judgeRelaxed(part, values, slots);
  const elimination = new Elimination(stack.spans);
  elimination.run();
  let residue = elimination.residue();
  if (residue.length > 0) {
    if (values.crashedRemoves.length === 0) {
      return { kind: 'illegal', refutation: refuteResidue(part, values, stack, residue) };
    }
    const refuted = judgeRelaxed(part, values, slots);
    if (refuted !== undefined) return refuted;
  }
  while (residue.length > 0) {
    if (!pops.unblock(elimination, residue)) return undefined;
    elimination.run();
    residue = elimination.residue();
  }
  const remove = pops.removes(elimination);
  const order = stackOrder(part, slots, { values, stack, elimination, remove, empty });
  return { kind: 'legal', order };
}

/** Illegal if it is so even when crashed pops may take as much as one likes. */
function judgeRelaxed(part: Part, values: ContainerValues, slots: Slots): MonitorAnswer {
  const stack = stackValues(values, slots, earliestRemoves(part, values));
  const elimination = new Elimination(stack.spans);
  elimination.run();
  const residue = elimination.residue();
  if (residue.length === 0) return undefined;
  return { kind: 'illegal', refutation: refuteResidue(part, values, stack, residue) };
}

/** When values may have been popped, if the first crashed pop may have taken them all. */
function earliestRemoves(part: Part, values: ContainerValues): Int32Array {
  const first = part.call[values.crashedRemoves[0]!]!;
  return values.removeCall.map((call, value) => {
    if (values.remove[value]! >= 0) return call;
    return Math.max(first, values.insertCall[value]!);
  });
}
