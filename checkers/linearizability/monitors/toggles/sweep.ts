/**
 * The lazy sweep: goes over the calls and returns of a part and lets operations take effect only
 * when a return forces one to, the one that must return first before the others. It orders the
 * operations of toggles and counts exactly, as `Sweep` proves, unless it meets a real choice.
 */

import { eventsOf } from '../../part.js';
import { DeadlineHeaps } from './deadline-heaps.js';
import { Levels } from './levels.js';
import { MOVE, type Tally } from './tally.js';

/** How many levels are looked at for somebody who waits; more than that count as a choice. */
const LEVELS_MAX = 32;

/** What is known of an element: a dead end would prove something, or not, or there was one. */
const SURE = 0;
const CHOSEN = 1;
const LOST = 2;

/** How a sweep ended. */
export type SweepEnd =
  | { readonly kind: 'legal'; readonly order: Int32Array }
  /** No order of the operations called before the return of `member` places it. */
  | { readonly kind: 'stuck'; readonly member: number }
  /** `member` could not be placed, but other choices before might have left room for it. */
  | { readonly kind: 'undecided'; readonly member: number };

/**
 * One sweep over one tally. Call a configuration (count, operations that are open and have taken
 * effect) *viable* when some order of what is left completes it. The sweep keeps the configuration
 * of each element viable if it was so at first:
 *
 * 1. A look that sees the present level takes effect at once: in an order that completes the
 *    configuration, move it to the front.
 * 2. Nothing else happens until the return of an operation `r` that has not taken effect. The
 *    completing order is then x1 ... xk r and so on, where all of x1 to xk have been called and are
 *    moves or looks at other levels; k may be 0.
 * 3. Of the open moves in one direction the one that returns first goes first: exchange the two in
 *    the order; counts stay the same, and the other one, which returns later, may stand where this
 *    one stood, before whatever is called later.
 * 4. Where `r` is a look at a higher level, or an `up` below the ceiling, or a `down` at the floor,
 *    the order up to `r` has an `up`; let xi be the first. What comes before are downs and looks.
 *    When nobody waits for a level that these downs reach, move xi to the front: the counts of the
 *    downs become higher by one, above the floor and not above the ceiling, and the only level that
 *    is not visited any more is that just before xi, which no open look waits for. Downwards, the
 *    same with all turned round.
 * 5. So taking the first open `up` keeps the configuration viable. When there is none, it was not
 *    viable, and the part is illegal.
 *
 * The case left out in 4, somebody waits for a level in the other direction that is in reach, is a
 * choice; the sweep goes its way and remembers it. An order it finds is an order all the same, but
 * a dead end proves nothing, until no operation of the element is open any more: then there is only
 * one configuration, with which every order has to go on. Between a floor and a ceiling that are
 * one apart there is no choice, as all moves are forced.
 *
 * Time: O(log n) amortized for each operation. Each is in a heap at most once.
 */
export class Sweep {
  /** By element: the count as it stands. */
  readonly count: Int32Array;
  /** By element: the member that moved the count last, upwards and downwards; -1 for none. */
  readonly lastUp: Int32Array;
  readonly lastDown: Int32Array;
  readonly #tally: Tally;
  readonly #levels: Levels;
  readonly #heaps: DeadlineHeaps;
  /** By element: operations that are open. */
  readonly #open: Int32Array;
  /** By element: `SURE`, `CHOSEN` or `LOST`. */
  readonly #doubt: Uint8Array;
  readonly #taken: Uint8Array;
  readonly #order: Int32Array;
  #placed = 0;

  constructor(tally: Tally) {
    const { elements, part } = tally;
    this.#tally = tally;
    this.count = new Int32Array(elements);
    this.lastUp = new Int32Array(elements).fill(-1);
    this.lastDown = new Int32Array(elements).fill(-1);
    this.#levels = new Levels(tally);
    this.#heaps = new DeadlineHeaps(2 * elements, part.return);
    this.#open = new Int32Array(elements);
    this.#doubt = new Uint8Array(elements);
    this.#taken = new Uint8Array(part.size);
    this.#order = new Int32Array(part.size);
  }

  /** Sweeps over the whole part, or up to the return that is stuck. Only once. */
  run(): SweepEnd {
    const { part, element, move } = this.#tally;
    let undecided = -1;
    for (const event of eventsOf(part)) {
      const member = event >> 1;
      const kind = move[member]!;
      const at = element[member]!;
      if (kind === MOVE.skipped || this.#doubt[at] === LOST) continue;
      if ((event & 1) === 0) {
        this.#call(member, kind, at);
        continue;
      }
      if (this.#taken[member] === 0 && !this.#force(member, kind, at)) {
        if (this.#doubt[at] === SURE) return { kind: 'stuck', member };
        this.#doubt[at] = LOST;
        if (undecided < 0) undecided = member;
      } else if ((this.#open[at]! -= 1) === 0) this.#doubt[at] = SURE;
    }
    if (undecided >= 0) return { kind: 'undecided', member: undecided };
    return { kind: 'legal', order: this.#order.subarray(0, this.#placed) };
  }

  #call(member: number, kind: number, at: number): void {
    this.#open[at]! += 1;
    if (kind === MOVE.up) this.#heaps.insert(2 * at, member);
    else if (kind === MOVE.down) this.#heaps.insert(2 * at + 1, member);
    else if (kind === MOVE.idle || this.#tally.level[member] === this.count[at]) this.#take(member);
    else this.#levels.wait(member);
  }

  /** Makes moves until `member` has taken effect; false when there are none to make. */
  #force(member: number, kind: number, at: number): boolean {
    const { floor, ceiling, level } = this.#tally;
    const wanted = level[member]!;
    if (kind === MOVE.look && !this.#levels.has(at, wanted)) {
      // No order at all has this level, whatever was chosen.
      this.#doubt[at] = SURE;
      return false;
    }
    while (this.#taken[member] === 0) {
      const count = this.count[at]!;
      const upwards =
        kind === MOVE.up ? count < ceiling : kind === MOVE.down ? count <= floor : wanted > count;
      if (this.#heaps.size[upwards ? 2 * at : 2 * at + 1] === 0) return false;
      if (upwards ? count >= ceiling : count <= floor) return false;
      if (this.#doubt[at] === SURE && this.#isChoice(at, upwards)) this.#doubt[at] = CHOSEN;
      this.#step(at, upwards);
    }
    return true;
  }

  /** Whether somebody waits for a level in the other direction that open moves can reach. */
  #isChoice(at: number, upwards: boolean): boolean {
    if (!this.#levels.isAwaited(at)) return false;
    const { floor, ceiling } = this.#tally;
    const count = this.count[at]!;
    const moves = this.#heaps.size[upwards ? 2 * at + 1 : 2 * at]!;
    const reach = Math.min(moves, upwards ? count - floor : ceiling - count);
    for (let distance = 1; distance <= reach; distance++) {
      if (distance > LEVELS_MAX) return true;
      if (this.#levels.first(at, upwards ? count - distance : count + distance) >= 0) return true;
    }
    return false;
  }

  #step(at: number, upwards: boolean): void {
    const member = this.#heaps.takeFirst(upwards ? 2 * at : 2 * at + 1);
    (upwards ? this.lastUp : this.lastDown)[at] = member;
    this.#take(member);
    const count = this.count[at]! + (upwards ? 1 : -1);
    this.count[at] = count;
    let waiting = this.#levels.first(at, count);
    if (waiting < 0) return;
    for (; waiting >= 0; waiting = this.#levels.after(waiting)) this.#take(waiting);
    this.#levels.clear(at, count);
  }

  #take(member: number): void {
    this.#taken[member] = 1;
    this.#order[this.#placed++] = member;
  }
}
