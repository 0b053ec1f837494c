/**
 * Writes histories in any of the formats. JSON lines, JSON and EDN keep all that an event holds;
 * operations keep a strict history without extras; a log keeps neither indexes nor times nor
 * extras.
 */

import type { Event } from '../event.js';
import { toHistory } from '../history.js';
import { writeEdnEvent, writeJsonEvent } from './event-writer.js';
import type { HistoryFormat } from './history-format.js';
import { writeLogLine } from './log-line.js';
import { writeOperations } from './operation-fields.js';

/** Formats that write one event after another, a line each. */
export type LineFormat = Exclude<HistoryFormat, 'json' | 'operations'>;

/**
 * One event as one line, without its line end.
 * @throws RangeError when an extra has the name of a field, or EDN cannot write a value.
 */
export function encodeEvent(event: Event, format: LineFormat): string {
  switch (format) {
    case 'jsonl':
      return writeJsonEvent(event);
    case 'edn':
      return writeEdnEvent(event);
    case 'log':
      return writeLogLine(event);
  }
}

/**
 * All of a history as the text of a file. Linear.
 * @throws HistoryError when `operations` are asked for and the events are no strict history.
 * @throws RangeError as {@link encodeEvent}.
 */
export function encodeEvents(events: readonly Event[], format: HistoryFormat): string {
  if (format === 'json') return `[\n${events.map(writeJsonEvent).join(',\n')}\n]\n`;
  const lines =
    format === 'operations'
      ? writeOperations(toHistory(events))
      : events.map((event) => encodeEvent(event, format));
  return lines.map((line) => `${line}\n`).join('');
}
