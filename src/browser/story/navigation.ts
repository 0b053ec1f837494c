/**
 * Where the reader is in a story, and the keys that lead elsewhere.
 */

import type { OperationView } from '../../report/page/page-data.js';
import { isFreeKey } from '../keys.js';
import type { StoryEvent } from './events.js';

/** What a key asks for. */
export type Move =
  | 'previous-event'
  | 'next-event'
  | 'previous-operation'
  | 'next-operation'
  | 'offending'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'help'
  | 'leave';

/** The keys, as the help lists them. */
export const KEYS: readonly (readonly [key: string, move: Move, what: string])[] = [
  ['ArrowLeft', 'previous-event', 'previous step'],
  ['ArrowRight', 'next-event', 'next step'],
  ['k', 'previous-operation', 'previous operation'],
  ['j', 'next-operation', 'next operation'],
  ['e', 'offending', 'the operation that is illegal'],
  ['+', 'zoom-in', 'larger'],
  ['-', 'zoom-out', 'smaller'],
  ['0', 'fit', 'fit the width'],
  ['Escape', 'leave', 'no operation in focus'],
  ['?', 'help', 'this list'],
];

/** What this key asks for; nothing where the reader types, or holds down a modifier. */
export function moveOf(event: KeyboardEvent): Move | undefined {
  if (!isFreeKey(event)) return undefined;
  return KEYS.find(([key]) => key === event.key)?.[1];
}

/** The operation after or before the one in focus, by number; around the ends. */
export function operationBeside(
  operations: readonly OperationView[],
  focused: number | undefined,
  step: 1 | -1,
): number | undefined {
  const { length } = operations;
  const at = operations.findIndex(({ number }) => number === focused);
  const from = at === -1 && step === -1 ? 0 : at;
  return operations[(from + step + length) % length]?.number;
}

/** The operation that cannot be; failing that, the last one involved. */
export function offendingOperation(operations: readonly OperationView[]): number | undefined {
  const offending = operations.find(({ role }) => role === 'offending');
  return (offending ?? operations.findLast(({ role }) => role === 'involved'))?.number;
}

/** Place of the step at which an invariant broke; failing that, the last one. */
export function violationEvent(events: readonly StoryEvent[]): number {
  const found = events.findIndex(({ isViolation }) => isViolation === true);
  return found === -1 ? Math.max(0, events.length - 1) : found;
}

/** Place of the step that ends an operation, or begins it where it never ends; else -1. */
export function eventOf(events: readonly StoryEvent[], operation: number): number {
  const isOwn = (kind: StoryEvent['kind']) => (event: StoryEvent) =>
    event.kind === kind && event.operation === operation;
  const end = events.findIndex(isOwn('end'));
  return end === -1 ? events.findIndex(isOwn('begin')) : end;
}
