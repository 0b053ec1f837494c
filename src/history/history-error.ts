/**
 * What makes a list of events no strict history. The events may be fine as events: completions
 * without invocations and processes with two operations open are kept by the codecs, and refused
 * only here.
 */

/** Thrown where a strict history was asked for; names the event and the process. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';

  constructor(
    /** The index of the event that cannot be; -1 where no single event is to blame. */
    readonly index: number,
    readonly process: number | string,
    /** What is wrong, as `event 7: process 2 completes a read that it never invoked`. */
    message: string,
  ) {
    super(message);
  }
}
