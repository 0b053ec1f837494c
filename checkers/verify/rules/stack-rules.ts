/**
 * The rules of refutation for stacks: last in, first out.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { Problem, RefutationRule } from '../specification.js';
import { malformed } from './container-rules.js';
import { containerUses, type ContainerFunctions, type ContainerUses } from './container-uses.js';

/**
 * The rules of a stack, beside those of all containers.
 *
 * `residue` has a group for each of some
 * values: `[push, pop]`, or `[push]` of a value that no answer names. Each must have its push or
 * its pop *covered*: at every instant of it another of the values is certainly on the stack, that
 * is, its push has returned and its pop has not been called, nor has any crashed pop where no
 * answer names it.
 *
 * Suppose there is an order. Keep only the operations of these values and the crashed pops that
 * take them: it is still last in, first out. The value pushed first is pushed onto an empty stack,
 * and when it is popped nothing is above it and nothing was below. So both its push and its pop
 * take effect when none of the other values is there, and neither is covered. A covered pop has
 * returned, so it is one that took effect; likewise each value was pushed, as its push returned or
 * somebody popped it.
 *
 * A push takes effect before the pop of its value returns, a pop after the push was called, so that
 * these times count where they are tighter. Log-linear.
 *
 * `buried` has groups `[push above, push below, pop below]`. In each the value below was pushed
 * before the push above was called, and its pop was called when that had returned; so the value
 * above must have been popped before the pop below returned. No answer names it, so a crashed pop
 * took it; each took one value at most, but fewer were called before the last pop below returned
 * than there are values above. Linear.
 */
export function stackRules(
  functions: ContainerFunctions,
): Readonly<Record<'residue' | 'buried', RefutationRule>> {
  return {
    residue(part, groups) {
      const pushes = groups.map((group) => group[0]);
      if (pushes.length === 0 || pushes.includes(undefined)) return malformed('residue');
      const values = (pushes as readonly Operation[]).map((push) => push.input);
      const uses = containerUses(part, functions, values);
      if (uses === undefined) return malformed('residue');
      const stays: Stay[] = [];
      for (const group of groups) {
        const stay = stayOf(group as readonly [Operation, Operation?], uses);
        if (stay === undefined) return malformed('residue');
        stays.push(stay);
      }
      return verifyCovered(stays);
    },
    buried(part, groups) {
      if (groups.some((group) => group.length !== 3)) return malformed('buried');
      const triples = groups as readonly (readonly [Operation, Operation, Operation])[];
      const values = triples.flatMap(([above, below]) => [above.input, below.input]);
      const uses = containerUses(part, functions, values);
      if (uses === undefined) return malformed('buried');
      if (new Set(triples.map(([above]) => above)).size < triples.length) {
        return [{ message: 'a value is listed twice' }];
      }
      return verifyBuried(triples, uses);
    },
  };
}

function verifyBuried(
  triples: readonly (readonly [Operation, Operation, Operation])[],
  uses: ContainerUses,
): Problem[] {
  let limit = -Infinity;
  for (const [above, below, pop] of triples) {
    const stay = stayOf([below, pop], uses);
    if (stay === undefined || stayOf([above], uses) === undefined) return malformed('buried');
    if (stay.pushReturn >= above.call || above.return >= stay.popCall) {
      return [
        { message: `the value of #${above.id} may not have been above that of #${below.id}` },
      ];
    }
    limit = Math.max(limit, pop.return);
  }
  const takers = uses.crashedRemoves.filter(({ call }) => call <= limit).length;
  if (takers < triples.length) return [];
  return [{ message: `${takers} crashed pops may have taken ${triples.length} values` }];
}

/** When operations of a value are in flight; open ends are infinite. */
interface Stay {
  readonly push: Operation;
  readonly isPopped: boolean;
  readonly pushCall: number;
  readonly pushReturn: number;
  readonly popCall: number;
  readonly popReturn: number;
}

/** `undefined` when the operations are not all there are of the value. */
function stayOf(
  [push, pop, ...rest]: readonly [Operation, Operation?],
  uses: ContainerUses,
): Stay | undefined {
  const { inserts, removes } = uses.of(push.input);
  if (inserts.length !== 1 || inserts[0] !== push) return undefined;
  if (rest.length > 0 || removes[0] !== pop || removes.length > 1) return undefined;
  if (pop !== undefined) {
    return {
      push,
      isPopped: true,
      pushCall: push.call,
      pushReturn: Math.min(push.return, pop.return),
      popCall: Math.max(push.call, pop.call),
      popReturn: pop.return,
    };
  }
  if (push.outcome !== 'ok') return undefined;
  const popCall = uses.crashedRemoves[0]?.call ?? Infinity;
  return {
    push,
    isPopped: false,
    pushCall: push.call,
    pushReturn: push.return,
    popCall,
    popReturn: Infinity,
  };
}

function verifyCovered(stays: readonly Stay[]): Problem[] {
  const certain = mergeCertain(stays);
  const isCovered = (call: number, returned: number): boolean => {
    const around = certain[startedBefore(certain, call) - 1];
    return around !== undefined && returned < around.end;
  };
  // The certain time of a value lies between its push and its pop, so it covers neither.
  const open = stays.find(
    ({ isPopped, pushCall, pushReturn, popCall, popReturn }) =>
      !isCovered(pushCall, pushReturn) && !(isPopped && isCovered(popCall, popReturn)),
  );
  if (open === undefined) return [];
  return [{ message: `neither push nor pop of the value of #${open.push.id} is covered` }];
}

interface Certain {
  readonly start: number;
  end: number;
}

/** The times at which some value is certainly there, both ends excluded, apart from each other. */
function mergeCertain(stays: readonly Stay[]): Certain[] {
  const nested = stays.filter(({ pushReturn, popCall }) => pushReturn < popCall);
  nested.sort((a, b) => a.pushReturn - b.pushReturn);
  const merged: Certain[] = [];
  for (const { pushReturn, popCall } of nested) {
    const before = merged.at(-1);
    if (before !== undefined && pushReturn < before.end) {
      before.end = Math.max(before.end, popCall);
    } else merged.push({ start: pushReturn, end: popCall });
  }
  return merged;
}

/** How many of the intervals start before `time`. */
function startedBefore(certain: readonly Certain[], time: number): number {
  let low = 0;
  let high = certain.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (certain[middle]!.start < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
