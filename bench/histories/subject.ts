/**
 * The objects that generated clients use. A subject draws what to ask for next and answers one
 * request at a time; it is correct by being sequential.
 */

import type { Request } from './recording.js';
import type { Sequence } from './sequence.js';

/** A running object, together with the habits of its clients. */
export interface Subject {
  /** Fills `request` with what a client asks for next; key and arguments hold `NOTHING` before. */
  draw(random: Sequence, request: Request): void;
  /** Takes effect and returns the answer. */
  apply(request: Request): number;
}
