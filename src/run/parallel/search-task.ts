/**
 * One part to be searched by a thread, and how the model is named to it: functions cannot cross
 * over to another thread, so it makes the model again from a name or a module.
 */

import type { PackedPart } from '../../../checkers/linearizability/packed-part.js';

/** A model by name, with its initial value in EDN, or the default export of a module. */
export type ModelReference =
  { readonly name: string; readonly initial?: string } | { readonly module: string };

/** What a thread is asked. */
export interface SearchTask {
  readonly model: ModelReference;
  readonly part: PackedPart;
  readonly configurationsMax: number;
  readonly bytesMax: number | undefined;
  /** The thread gives up after so long. */
  readonly timeoutMs: number | undefined;
}
