/**
 * What is said where completions and invocations do not pair, in the same words whether a history
 * is made of a list of events or of a stream.
 */

import type { Event } from './event.js';
import { HistoryError } from './history-error.js';

/** The process invokes while its operation `pending` is open. */
export function openedTwice(event: Event, pending: string): HistoryError {
  return new HistoryError(
    event.index,
    event.process,
    `event ${event.index}: process ${event.process} invokes ${event.f} ` +
      `while its ${pending} is still open`,
  );
}

/** The process completes what it never invoked. */
export function neverInvoked(event: Event): HistoryError {
  return new HistoryError(
    event.index,
    event.process,
    `event ${event.index}: process ${event.process} completes ${event.f} (${event.type}), ` +
      'but has no operation open',
  );
}

/** The completion is of something else than the invocation. */
export function differs(event: Event, completed: string, invoked: string): HistoryError {
  return new HistoryError(
    event.index,
    event.process,
    `event ${event.index}: process ${event.process} completes ${completed}, but invoked ${invoked}`,
  );
}

/** An invocation of a process that is no client. */
export type NamedInvocation = Pick<Event, 'index' | 'process'>;

/** A history whose clients all have names would be judged empty, hence legal: better to say why. */
export function refuseNamedClient({ index, process }: NamedInvocation): never {
  throw new HistoryError(
    index,
    process,
    `event ${index}: process ${JSON.stringify(process)} is no integer, ` +
      'so it is no client, and no other process invokes anything',
  );
}
