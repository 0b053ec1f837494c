/**
 * Removal from a register: nothing that observed a value may stay when one goes that may have
 * written it.
 *
 * Why that is sound: take a legal order of the whole and leave out what goes. An observer that
 * stays saw the value of the last change before it, and whoever made that change stays too, so the
 * change is still there and still the last; one that saw the initial value still does. A compare-
 * and-set counts as an observer of what it compares with, even a crashed one, since it changed the
 * value only where it found that. One that found its value *not* there tells of a change that may
 * have gone, so it goes with the first change.
 */

import type { RegisterView } from '../../../checkers/model.js';
import { canonicalKey } from '../../history/equality.js';
import type { Operation } from '../../history/operation.js';
import type { Value } from '../../history/value.js';
import type { Removal } from './removal.js';

/** What one operation has to do with values, as canonical keys. */
interface Access {
  /** The value it needs somebody to have written. */
  readonly observes: string | undefined;
  /** The value that it wrote or may have written. */
  readonly writes: string | undefined;
  /** It found that the register held something else. */
  readonly isUnequal: boolean;
}

const NOTHING: Access = { observes: undefined, writes: undefined, isUnequal: false };

/** The removal for one register; `isObserver` says which operations change no state. */
export function registerRemoval(
  view: RegisterView,
  isObserver: (operation: Operation) => boolean,
): Removal {
  return (operations, chosen) => {
    const accesses = operations.map((operation) => accessOf(operation, view, isObserver));
    const observers = new Map<string, number[]>();
    accesses.forEach(({ observes }, at) => {
      if (observes === undefined) return;
      const others = observers.get(observes);
      if (others === undefined) observers.set(observes, [at]);
      else others.push(at);
    });
    const gone = new Uint8Array(operations.length);
    const falling: number[] = [];
    const drop = (at: number): void => {
      if (gone[at] === 1) return;
      gone[at] = 1;
      falling.push(at);
    };
    operations.forEach((operation, at) => {
      if (chosen.has(operation)) drop(at);
    });
    let hasLostWriter = false;
    for (let at = falling.pop(); at !== undefined; at = falling.pop()) {
      const { writes } = accesses[at]!;
      if (writes === undefined) continue;
      if (!hasLostWriter) {
        accesses.forEach(({ isUnequal }, other) => {
          if (isUnequal) drop(other);
        });
      }
      hasLostWriter = true;
      observers.get(writes)?.forEach(drop);
    }
    return operations.filter((_, at) => gone[at] === 0);
  };
}

function accessOf(
  operation: Operation,
  { roles, nullReads }: RegisterView,
  isObserver: (operation: Operation) => boolean,
): Access {
  const { f, input, output, outcome } = operation;
  if (outcome === 'fail') return { ...NOTHING, isUnequal: true };
  if (roles[f] === 'write') return { ...NOTHING, writes: canonicalKey(input) };
  if (roles[f] === 'read') {
    const saysNothing = outcome !== 'ok' || (output === null && nullReads === 'ignored');
    return saysNothing ? NOTHING : { ...NOTHING, observes: canonicalKey(output) };
  }
  if (outcome === 'ok' && output === false) return { ...NOTHING, isUnequal: true };
  const [from, to] = (input as readonly Value[]).map(canonicalKey) as [string, string];
  return { observes: from, writes: isObserver(operation) ? undefined : to, isUnequal: false };
}
