/**
 * A turn: one handler of one node at work, with what its sends and draws are keyed by.
 */

import { below, mix } from '../scenario/randomness.js';
import type { Cause } from './causes.js';
import type { NodeHost } from './node-host.js';

/** One handler at work. */
export class Turn {
  private draws = 0;

  constructor(
    readonly host: NodeHost,
    readonly incarnation: number,
    public cause: Cause,
    private hash: number,
  ) {}

  /** Makes it the turn of another handler; `hash` tells apart those that one cause sets off. */
  reuse(cause: Cause, hash: number): void {
    this.cause = cause;
    this.hash = hash;
    this.draws = 0;
  }

  /** An integer in [0, bound), keyed by the turn and by how manieth draw of it this is. */
  random(bound: number, seed: number): number {
    return below(mix(mix(this.hash, seed), 1000 + this.draws++), bound);
  }

  /** A hash for what this turn sets off, other than messages; each call gives another one. */
  hashOfNext(): number {
    return mix(mix(this.hash, 2000 + this.draws++), this.host.index);
  }
}

/**
 * Thrown into a handler whose node was killed under it, at its next deed. It says nothing about the
 * node's code, so that it is no failure.
 */
export const KILLED: Error = new Error('the node was killed');

/** A point in time that a handler awaits: the payload of an event of kind `woken`. */
export interface Waiting {
  /** For the trace. */
  readonly name: string;
  readonly nth: number;
  /** What was awaited has come before. */
  isOver: boolean;
  readonly wake: () => void;
}

/** Who waits for what a handler returns: a client for an answer, or a caller for a response. */
export type Asker =
  | { readonly kind: 'client'; readonly client: number; readonly operation: number }
  | { readonly kind: 'caller'; readonly node: number; readonly call: number };
