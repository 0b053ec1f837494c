/**
 * Codecs: histories as JSON lines, operations, JSON, EDN and log lines, both ways; values as JSON
 * and EDN.
 */

export { decodeEvents, readEvents } from './decode.js';
export type { DecodeOptions } from './decode.js';
export { decodeEdn, encodeEdn } from './edn-value.js';
export { encodeEvent, encodeEvents } from './encode.js';
export type { LineFormat } from './encode.js';
export type { EventOptions } from './event-fields.js';
export { guessFormat, HISTORY_FORMATS } from './history-format.js';
export type { HistoryFormat } from './history-format.js';
export { decodeJson, encodeJson } from './json-value.js';
export { ParseError } from './parse-error.js';
export { readHistory } from './read-history.js';
