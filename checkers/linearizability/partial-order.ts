/**
 * How far the operations of an illegal history can be ordered: for reports, which show the reader one
 * of the longest legal orders and why nothing can come next.
 */

/** One of the longest legal orders of some operations, and its end. */
export interface PartialOrder {
  /** Name of the model. */
  readonly model: string;
  /** Ids of the operations that were tried, in order of call. */
  readonly operations: readonly number[];
  /** The state before anything happened, as text. */
  readonly initial: string;
  /** The operations that take effect, in this order, each with the state afterwards as text. */
  readonly order: readonly { readonly operation: number; readonly state: string }[];
  /** What real time allows to come next, and why the model does not. */
  readonly stuck: readonly { readonly operation: number; readonly because: string }[];
  /** How many other orders are as long. */
  readonly alternatives: number;
}
