/**
 * Histories: values and their equality, events, operations, the strict history and its notations
 * and codecs.
 */

export * from './codecs/index.js';
export { canonicalKey, equalValues } from './equality.js';
export type { Event, EventType } from './event.js';
export { HistoryError } from './history-error.js';
export { restrict, toEvents, toHistory } from './history.js';
export type { History, Operation, Outcome } from './operation.js';
export { fromTimedOperations, timedEvents } from './timed-operations.js';
export type { TimedOperation, TimedOptions } from './timed-operations.js';
export { formatTimeline } from './timeline-format.js';
export { history, parseTimeline } from './timeline.js';
export { Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged } from './value.js';
export type { Value } from './value.js';
