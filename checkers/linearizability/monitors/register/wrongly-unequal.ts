/**
 * Compare-and-sets that certainly went wrong: they found another value than they expected, although
 * that was there from before their call until after their return.
 */

import { OPEN } from '../../../../src/history/columns/operation-columns.js';
import type { Chains, Violation } from './chains.js';
import { KIND, type RegisterFacts } from './register-facts.js';

/**
 * One whose expected value somebody had seen before it was called, and somebody saw who was called
 * after it returned; or that nobody can have replaced by then. `undefined` when there is none.
 * Log-linear.
 */
export function findWronglyUnequal(facts: RegisterFacts, chains: Chains): Violation | undefined {
  const { part, kind, value, first } = facts;
  const changes = new Changes(facts);
  for (let member = 0; member < part.size; member++) {
    if (kind[member] !== KIND.unequal) continue;
    const expected = value[member]!;
    if (chains.needed[expected] === 0 || first[expected] === OPEN) continue;
    if (first[expected]! > part.call[member]!) continue;
    const until = part.return[member]!;
    if (lastSeen(facts, chains, expected) > until || !changes.mayReplace(expected, until)) {
      return { kind: 'present', member };
    }
  }
  return undefined;
}

/** The greatest call of what saw the value, or surely replaced it. */
export function lastSeen(
  { part, last, writer }: RegisterFacts,
  chains: Chains,
  value: number,
): number {
  const by = chains.next[value]!;
  return by === -1 ? last[value]! : Math.max(last[value]!, part.call[writer[by]!]!);
}

/** The operations that may change the register, in order of call. */
class Changes {
  readonly #facts: RegisterFacts;
  readonly #members: number[] = [];
  /** For the first 1, 2, 3 and so on of `#members`: who returned last, and when the second did. */
  readonly #latest: number[] = [];
  readonly #second: number[] = [];

  constructor(facts: RegisterFacts) {
    const { part, kind } = facts;
    this.#facts = facts;
    let latest = -1;
    let second = -1;
    for (let member = 0; member < part.size; member++) {
      if (kind[member] !== KIND.write && kind[member] !== KIND.cas) continue;
      const returned = part.return[member]!;
      const most = latest === -1 ? -1 : part.return[latest]!;
      if (returned >= most) [latest, second] = [member, most];
      else if (returned > second) second = returned;
      this.#members.push(member);
      this.#latest.push(latest);
      this.#second.push(second);
    }
  }

  /**
   * Whether some operation called before rank `until` may have taken the place of the value: it did
   * not return before the write of the value was called.
   */
  mayReplace(value: number, until: number): boolean {
    const { part, writer } = this.#facts;
    const count = this.#countCalled(until);
    if (count === 0) return false;
    const own = writer[value]!;
    const latest = this.#latest[count - 1]!;
    const returned = latest === own ? this.#second[count - 1]! : part.return[latest]!;
    return own === -1 || returned > part.call[own]!;
  }

  #countCalled(until: number): number {
    const { call } = this.#facts.part;
    let low = 0;
    let high = this.#members.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (call[this.#members[middle]!]! < until) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
