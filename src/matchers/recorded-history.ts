/**
 * What the matchers of recorded histories take: a history in any of its forms.
 */

import { decodeEvents } from '../history/codecs/index.js';
import type { DecodeOptions } from '../history/codecs/index.js';
import type { Event } from '../history/event.js';
import { toHistory } from '../history/history.js';
import type { History } from '../history/operation.js';

/** A history in any of its forms: strict, as events, or as the text of a file. */
export type RecordedHistory = History | readonly Event[] | string;

/**
 * The strict history of what a matcher was given; `matcher` is its name, for the message.
 * @throws ParseError for a malformed text, HistoryError for events that make no strict history,
 * TypeError for something else.
 */
export function historyOf(
  received: RecordedHistory,
  decode: DecodeOptions,
  matcher: string,
): History {
  if (typeof received === 'string') return toHistory(decodeEvents(received, decode));
  if (isEvents(received)) return toHistory(received);
  const operations: unknown = (received as Partial<History> | null | undefined)?.operations;
  if (Array.isArray(operations)) return received;
  throw new TypeError(
    `${matcher} takes a history, a list of events, or the text of a history file`,
  );
}

function isEvents(received: History | readonly Event[]): received is readonly Event[] {
  return Array.isArray(received);
}
