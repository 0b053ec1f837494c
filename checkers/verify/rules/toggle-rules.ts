/**
 * The rules `flag`, `count` and `permits`: a dead end of counts. docs/linearizability.md proves
 * them: moves may be put off until a return forces one, the one that returns first is then as good
 * as any, and where nobody waits for a level in the other direction there was no choice.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { VerifiedPart } from '../parts.js';
import type { Problem, RefutationRule } from '../specification.js';
import type { CountedObject, Effect } from './counted-object.js';

/**
 * A rule with the groups [one operation] and [some that were in flight at its return]. It holds
 * when the operations of that element up to that return have no order; of those in flight, only the
 * ones in the second group are believed to have returned ever, and to have seen what they say.
 * Log-linear but for the insertion into short sorted arrays.
 */
export function deadEndRule(object: CountedObject): RefutationRule {
  return (part, groups) => {
    const [[stuck, ...more] = [], known = [], ...others] = groups;
    if (stuck === undefined || more.length > 0 || others.length > 0) {
      return problem('the rule names one operation, and some that were in flight at its return');
    }
    if (stuck.return === Infinity) return problem(`#${stuck.id} never returned`);
    const told = tellOf(part, stuck, known, object);
    if (told === undefined) return problem('some operation does not say what it did');
    if (new DeadEnd(object, told, stuck.return).isReached()) return [];
    return problem(`the operations up to the return of #${stuck.id} may have an order`);
  };
}

function problem(message: string): Problem[] {
  return [{ message }];
}

/** An operation of the element, and when it is due; `Infinity` for one that need not happen. */
interface Told {
  readonly call: number;
  readonly due: number;
  readonly effect: Effect;
}

function tellOf(
  part: VerifiedPart,
  stuck: Operation,
  known: readonly Operation[],
  object: CountedObject,
): readonly Told[] | undefined {
  const element = object.elementOf(stuck);
  const believed = new Set(known);
  const operations = part.operations.flatMap((operation): Operation[] => {
    if (operation.call > stuck.return || object.elementOf(operation) !== element) return [];
    if (operation.return <= stuck.return || believed.has(operation)) return [operation];
    // Of what returned later only this is used: it may have taken effect, unless it did nothing.
    if (object.observes(operation)) return [];
    return [{ ...operation, outcome: 'info', output: null, return: Infinity }];
  });
  const effects = object.effectsOf(operations);
  return effects?.flatMap((effect, at): Told[] => {
    const { call, return: returned } = operations[at]!;
    return effect.kind === 'none' ? [] : [{ call, due: returned, effect }];
  });
}

/** Open moves in one direction: those that must happen, the most urgent last, and others. */
class OpenMoves {
  readonly #urgent: Told[] = [];
  #optional = 0;

  get size(): number {
    return this.#urgent.length + this.#optional;
  }

  add(move: Told): void {
    if (move.due === Infinity) {
      this.#optional += 1;
      return;
    }
    let low = 0;
    let high = this.#urgent.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#urgent[middle]!.due > move.due) low = middle + 1;
      else high = middle;
    }
    this.#urgent.splice(low, 0, move);
  }

  /** The move that is due first; `undefined` for one that need not happen. */
  takeFirst(): Told | undefined {
    const first = this.#urgent.pop();
    if (first === undefined) this.#optional -= 1;
    return first;
  }
}

/** Puts everything off as long as it can be. */
class DeadEnd {
  readonly #object: CountedObject;
  readonly #told: readonly Told[];
  readonly #end: number;
  readonly #done = new Set<Told>();
  readonly #raises = new OpenMoves();
  readonly #lowers = new OpenMoves();
  /** Looks that wait, by what they see. */
  readonly #waiting = new Map<number, Told[]>();
  readonly #reachable: { readonly from: number; readonly to: number };
  #count = 0;
  #open = 0;
  #hadChoice = false;

  /** @param end the return up to which all calls are known; nothing later may be forced. */
  constructor(object: CountedObject, told: readonly Told[], end: number) {
    this.#object = object;
    this.#told = told;
    this.#end = end;
    const moves = (kind: Effect['kind']): number =>
      told.filter(({ effect }) => effect.kind === kind).length;
    this.#reachable = {
      from: Math.max(object.least, -moves('lower')),
      to: Math.min(object.most, moves('raise')),
    };
  }

  /** Whether some return finds its operation without a place, and no choice before it was free. */
  isReached(): boolean {
    for (const { operation, isCall } of this.#events()) {
      if (isCall) this.#call(operation);
      else if (this.#isHopeless(operation)) return true;
      else if (this.#done.has(operation) || this.#force(operation)) this.#return();
      else return !this.#hadChoice;
    }
    return false;
  }

  /** Calls and returns in the order of time, up to the end. */
  #events(): readonly { readonly operation: Told; readonly isCall: boolean }[] {
    return this.#told
      .flatMap((operation) => [
        { operation, isCall: true, time: operation.call },
        { operation, isCall: false, time: operation.due },
      ])
      .filter(({ time }) => time <= this.#end)
      .sort((one, other) => one.time - other.time);
  }

  /** Whether no order whatever has the level that a look saw. */
  #isHopeless({ effect }: Told): boolean {
    if (effect.kind !== 'see') return false;
    return effect.at < this.#reachable.from || effect.at > this.#reachable.to;
  }

  #call(operation: Told): void {
    const { effect } = operation;
    this.#open += 1;
    if (effect.kind === 'raise') this.#raises.add(operation);
    else if (effect.kind === 'lower') this.#lowers.add(operation);
    else if (effect.kind === 'see' && effect.at !== this.#count) {
      const others = this.#waiting.get(effect.at);
      if (others === undefined) this.#waiting.set(effect.at, [operation]);
      else others.push(operation);
    } else this.#done.add(operation);
  }

  /** Where nothing is open, all orders have come to the same, whatever they chose. */
  #return(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#hadChoice = false;
  }

  #force(operation: Told): boolean {
    const { least, most } = this.#object;
    while (!this.#done.has(operation)) {
      const raises = this.#mustRaise(operation.effect);
      const moves = raises ? this.#raises : this.#lowers;
      if (moves.size === 0 || this.#count === (raises ? most : least)) return false;
      this.#hadChoice ||= this.#hasChoice(raises);
      const taken = moves.takeFirst();
      if (taken !== undefined) this.#done.add(taken);
      this.#count += raises ? 1 : -1;
      for (const waiting of this.#waiting.get(this.#count) ?? []) this.#done.add(waiting);
      this.#waiting.delete(this.#count);
    }
    return true;
  }

  #mustRaise(effect: Effect): boolean {
    if (effect.kind === 'see') return effect.at > this.#count;
    if (effect.kind === 'raise') return this.#count < this.#object.most;
    return this.#count === this.#object.least;
  }

  #hasChoice(raises: boolean): boolean {
    const { least, most } = this.#object;
    const from = raises ? Math.max(least, this.#count - this.#lowers.size) : this.#count;
    const to = raises ? this.#count : Math.min(most, this.#count + this.#raises.size);
    for (const level of this.#waiting.keys()) if (from <= level && level <= to) return true;
    return false;
  }
}
