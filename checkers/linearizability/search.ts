/**
 * Depth-first just-in-time linearization (Lowe 2017, section 3; after Wing & Gong 1993): operations
 * take effect only when a return forces one to. A configuration runs over the events until an
 * operation returns that has not taken effect; there it branches over the operations in flight.
 * When an operation has returned it is forgotten, so that two orders of the past that left the same
 * state and the same operations in flight are one configuration.
 *
 * Exponential in the number of operations in flight only; linear in the length of the history.
 */

import { assert } from '../../src/assert.js';
import { advance } from './advance.js';
import type { Account } from './allowance.js';
import type { Beginning } from './beginning.js';
import type { Columns } from './columns.js';
import {
  EVENT,
  layoutConfiguration,
  MASK,
  OBLIGATION,
  STATE,
  type ConfigurationLayout,
} from './configuration.js';
import { Foresight } from './look-ahead.js';
import type { Reductions } from './reductions.js';
import { IMPOSSIBLE, type Transitions } from './transitions.js';
import { Visited } from './visited.js';

/** Configurations to spend on finding whom to blame. */
const BLAME_MAX = 50_000;

/**
 * `paused`: the slice or the allowance is used up; `stalled`: nothing has got any further for a
 * while; `run` goes on where it stopped. `passed`: some configuration got beyond the window.
 */
export type Progress = 'legal' | 'illegal' | 'paused' | 'stalled' | 'passed';

/** How much longer a search waits each time before it says that it gets no further. */
const STALL_GROWTH = 4;

/**
 * Which configurations are dropped without hope: all, those that cannot get as far as others did,
 * or none.
 */
type Foresighted = 'search' | 'evidence' | 'blame';

/** The search of one part, which can be paused and resumed. */
export class Search {
  readonly columns: Columns;
  readonly transitions: Transitions;
  readonly layout: ConfigurationLayout;
  readonly visited: Visited;
  /** The furthest event that some configuration could not pass. */
  furthest = 0;
  /**
   * What proves that the part is illegal: the first entries of `visited`, none of which passes the
   * event.
   */
  evidence: { readonly size: number; readonly furthest: number } = { size: 0, furthest: 0 };
  readonly #reductions: Reductions;
  readonly #foresight: Foresight | undefined;
  readonly #account: Account;
  readonly #current: Int32Array;
  readonly #next: Int32Array;
  #stack: Int32Array;
  #stackSize = 0;
  #mode: Foresighted = 'search';
  /** By entry, the latest event at which a dropped successor of it would have missed an answer. */
  readonly #droppedUntil: number[] = [];
  /** For each kind the last expansion that has tried it. */
  readonly #tried: Int32Array;
  #expansion = 0;
  /** Configurations to visit without getting further before the search stalls. */
  #patience: number;
  #sinceFurther = 0;

  constructor(
    columns: Columns,
    transitions: Transitions,
    reductions: Reductions,
    account: Account,
    readonly beginning?: Beginning | undefined,
  ) {
    this.columns = columns;
    this.transitions = transitions;
    this.#reductions = reductions;
    this.#patience = reductions.windows?.patience ?? Infinity;
    this.#account = account;
    if (columns.demands.includes(1)) this.#foresight = new Foresight(columns, transitions);
    this.layout = layoutConfiguration(columns);
    this.visited = new Visited(columns, reductions.dominance, account);
    const { width, parent } = this.layout;
    this.#current = new Int32Array(width);
    this.#next = new Int32Array(width);
    this.#stack = new Int32Array(width * 16);
    this.#tried = new Int32Array(columns.kinds.length).fill(-1);
    this.#next[parent] = -1;
    this.eachStart((configuration) => {
      this.#next.set(configuration);
      this.#push();
    });
  }

  /** Hands out the configurations the search began with; `consume` must copy what it keeps. */
  eachStart(consume: (configuration: Int32Array) => void): void {
    const { beginning } = this;
    const start = new Int32Array(this.layout.width);
    start[this.layout.parent] = -1;
    if (beginning === undefined) return consume(start);
    start[EVENT] = beginning.event;
    for (const mask of beginning.masks) {
      start.set(mask, MASK);
      for (let state = 0; state < beginning.states; state++) {
        start[STATE] = state;
        consume(start);
      }
    }
  }

  /** Visits up to `slice` more configurations. */
  run(slice: number): Progress {
    const progress = this.#drain(slice);
    if (progress === 'illegal') this.#findOffender();
    return progress;
  }

  #drain(slice: number): Progress {
    const { columns, visited } = this;
    const current = this.#current;
    const until = this.#mode === 'search' ? (this.beginning?.until ?? Infinity) : Infinity;
    let left = slice;
    while (this.#stackSize > 0) {
      if (left <= 0 || this.#account.allowance.exhausted !== undefined) return 'paused';
      if (this.#sinceFurther >= this.#patience && this.#mayStall) return this.#stall();
      this.#pop();
      advance(columns, this.transitions, current);
      const event = current[EVENT]!;
      if (event > until) return 'passed';
      if (event > this.furthest) {
        this.furthest = event;
        this.#sinceFurther = 0;
      }
      if (event === columns.events.length) return 'legal';
      const entry = visited.add(current);
      if (entry < 0) continue;
      left -= 1;
      this.#sinceFurther += 1;
      this.#account.allowance.visit();
      this.#expand(entry);
    }
    return 'illegal';
  }

  get #mayStall(): boolean {
    return this.#mode === 'search' && this.beginning === undefined;
  }

  #stall(): Progress {
    this.#patience *= STALL_GROWTH;
    return 'stalled';
  }

  /**
   * Goes on, once the part is known to be illegal, from what the look-ahead has dropped as long as
   * that may get further, so that `furthest` becomes the return at which the history up to there is
   * illegal. It gives up, and leaves the proof as it was, when this takes too long.
   */
  #findOffender(): void {
    const size = this.visited.size;
    this.evidence = { size, furthest: this.furthest };
    this.#mode = 'blame';
    let left = BLAME_MAX;
    for (let entry = size - 1; entry >= 0 && left > 0; entry--) {
      if ((this.#droppedUntil[entry] ?? 0) <= this.furthest) continue;
      this.visited.read(entry, this.#current);
      this.#mode = 'evidence';
      const before = this.visited.size;
      this.#expand(entry);
      this.#mode = 'blame';
      const progress = this.#drain(left);
      assert(progress !== 'legal', 'the look-ahead dropped a linearization');
      left = progress === 'paused' ? 0 : left - (this.visited.size - before);
    }
    this.#stackSize = 0;
    this.#mode = left > 0 ? 'evidence' : 'search';
    if (left > 0) this.evidence = { size: this.visited.size, furthest: this.furthest };
  }

  /** The moves that led to the configuration which ended a legal search, first move first. */
  movesToEnd(): number[] {
    const current = this.#current;
    const entry = current[this.layout.parent]!;
    if (entry < 0) return [];
    return [...this.movesTo(entry), current[this.layout.move]!];
  }

  /** The moves that led to a visited configuration: members, or -1 - field for a crashed one. */
  movesTo(entry: number): number[] {
    const { parent, move } = this.layout;
    const moves: number[] = [];
    for (let at = entry; this.visited.word(at, parent) >= 0; at = this.visited.word(at, parent)) {
      moves.push(this.visited.word(at, move));
    }
    return moves.reverse();
  }

  /**
   * Hands out the successors of a visited configuration, each before it runs over further events.
   * Only after a search that ended illegal, whose stack is empty. `consume` must copy what it
   * keeps.
   */
  successors(entry: number, consume: (configuration: Int32Array) => void): void {
    this.visited.read(entry, this.#current);
    this.#expand(entry);
    while (this.#stackSize > 0) {
      this.#pop();
      consume(this.#current);
    }
  }

  /** Pushes the successors of the current configuration, the one to try first last. */
  #expand(entry: number): void {
    const { columns, transitions } = this;
    const current = this.#current;
    const event = current[EVENT]!;
    const state = current[STATE]!;
    const before = current[OBLIGATION]! - 1;
    const expansion = ++this.#expansion;
    this.#expandCrashed(entry);
    const base = this.#stackSize;
    const end = columns.openStart[event + 1]!;
    for (let at = columns.openStart[event]!; at < end; at++) {
      const member = columns.open[at]!;
      const word = MASK + columns.maskWord[member]!;
      if ((current[word]! & columns.maskBit[member]!) !== 0) continue;
      const kind = columns.kindOf[member]!;
      // An observer that fits has been taken already.
      if (columns.observes[kind] === 1) continue;
      if (this.#reductions.symmetry) {
        if (this.#tried[kind] === expansion) continue;
        this.#tried[kind] = expansion;
      }
      const next = transitions.step(state, kind);
      if (next === IMPOSSIBLE) continue;
      if (before >= 0 && transitions.step(before, kind) === next) continue;
      this.#next.set(current);
      this.#next[word]! |= columns.maskBit[member]!;
      this.#next[OBLIGATION] = 0;
      this.#arrive(next, entry, member);
    }
    this.#reverse(base, columns.events[event]! >> 1);
  }

  #expandCrashed(entry: number): void {
    const { columns, transitions, layout } = this;
    const { crashedKinds, crashedFrom, counts } = columns;
    const { dominance, crashedNormalForm } = this.#reductions;
    const current = this.#current;
    const state = current[STATE]!;
    const before = current[OBLIGATION]! - 1;
    const isFree = this.beginning?.freeCrashes === true;
    for (let field = 0; field < crashedKinds.length; field++) {
      const kind = crashedKinds[field]!;
      const next = transitions.step(state, kind);
      // To change nothing and be used up is worse than not to have happened.
      if (next === IMPOSSIBLE || (dominance && next === state)) continue;
      if (before >= 0 && transitions.step(before, kind) === next) continue;
      const word = layout.counts + counts.word[field]!;
      const used = (current[word]! >>> counts.shift[field]!) & counts.mask[field]!;
      const from = crashedFrom[field]!;
      if (used >= from.length || from[used]! > current[EVENT]!) continue;
      this.#next.set(current);
      if (!isFree) this.#next[word]! += 1 << counts.shift[field]!;
      this.#next[OBLIGATION] = crashedNormalForm && !isFree ? state + 1 : 0;
      this.#arrive(next, entry, -1 - field);
    }
  }

  /**
   * Completes `#next` after its move: observers that fit the new state are taken, then it is
   * pushed.
   */
  #arrive(state: number, entry: number, move: number): void {
    const { columns, transitions } = this;
    const next = this.#next;
    next[STATE] = state;
    next[this.layout.parent] = entry;
    next[this.layout.move] = move;
    const event = next[EVENT]!;
    const end = columns.openStart[event + 1]!;
    for (let at = columns.openStart[event]!; at < end; at++) {
      const member = columns.open[at]!;
      const kind = columns.kindOf[member]!;
      if (columns.observes[kind] === 0) continue;
      const word = MASK + columns.maskWord[member]!;
      if ((next[word]! & columns.maskBit[member]!) !== 0) continue;
      if (transitions.step(state, kind) === IMPOSSIBLE) continue;
      next[word]! |= columns.maskBit[member]!;
      // Something has depended on the crashed operation.
      next[OBLIGATION] = 0;
    }
    if (!this.#isDropped(entry)) this.#push();
  }

  #isDropped(entry: number): boolean {
    if (this.#foresight === undefined || this.#mode === 'blame') return false;
    const missedAt = this.#foresight.missedAt(this.#next);
    if (missedAt < 0) return false;
    if (this.#mode === 'evidence') return missedAt < this.furthest;
    if (missedAt > (this.#droppedUntil[entry] ?? 0)) this.#droppedUntil[entry] = missedAt;
    return true;
  }

  #push(): void {
    const { width } = this.layout;
    const start = this.#stackSize++ * width;
    if (start + width > this.#stack.length) {
      const stack = new Int32Array(this.#stack.length * 2);
      this.#account.take(stack.length - this.#stack.length);
      stack.set(this.#stack);
      this.#stack = stack;
    }
    this.#stack.set(this.#next, start);
  }

  #pop(): void {
    const { width } = this.layout;
    const start = --this.#stackSize * width;
    this.#current.set(this.#stack.subarray(start, start + width));
  }

  /**
   * Members were pushed in order of return; the one that must return now is to be tried first, then
   * those after which it fits, then the others by return.
   */
  #reverse(base: number, returning: number): void {
    const { width, move } = this.layout;
    const stack = this.#stack;
    const kind = this.columns.kindOf[returning]!;
    let top = this.#stackSize - 1;
    for (let low = base, high = top; low < high; low++, high--) this.#swap(low, high);
    for (let at = top; at >= base; at--) {
      const start = at * width;
      const enables =
        stack[start + move] === returning ||
        this.transitions.step(stack[start + STATE]!, kind) !== IMPOSSIBLE;
      if (enables) this.#swap(at, top--);
    }
  }

  #swap(first: number, second: number): void {
    if (first === second) return;
    const { width } = this.layout;
    const stack = this.#stack;
    for (let word = 0; word < width; word++) {
      const kept = stack[first * width + word]!;
      stack[first * width + word] = stack[second * width + word]!;
      stack[second * width + word] = kept;
    }
  }
}
