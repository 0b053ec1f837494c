/**
 * Recordings as JSON lines, one operation or one event a line, without an object for each.
 */

import { eventsOf, FAILED, FALSE, NEVER, NOTHING, TRUE, type Recording } from './recording.js';

/** `operations`: one a line, with the ranks of call and return; `events`: one a line, in order. */
export type Shape = 'operations' | 'events';

/** The text of a recording in pieces of many lines. */
export function* linesOf(recording: Recording, shape: Shape): Generator<string, void, undefined> {
  const { size, ranks } = recording;
  const events = shape === 'events' ? eventsOf(recording) : undefined;
  const count = events === undefined ? size : ranks;
  let piece = '';
  for (let at = 0; at < count; at++) {
    piece +=
      events === undefined ? operationLine(recording, at) : eventLine(recording, at, events[at]!);
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

const PIECE_LENGTH = 1 << 20;

function operationLine(recording: Recording, at: number): string {
  const returned = recording.returned[at]!;
  const isOpen = returned === NEVER;
  return (
    `{"process":${recording.process[at]!},"f":"${functionOf(recording, at)}"` +
    `${keyField(recording, at)},"value":${inputOf(recording, at)}` +
    `,"output":${valueText(recording.output[at]!)},"call":${recording.call[at]!}` +
    `,"return":${isOpen ? 'null' : returned},"type":"${isOpen ? 'info' : typeOf(recording, at)}"}\n`
  );
}

/** A crashed operation has no second line: its process never comes back. */
function eventLine(recording: Recording, index: number, event: number): string {
  const at = event >> 1;
  const isReturn = (event & 1) === 1;
  return (
    `{"index":${index},"type":"${isReturn ? typeOf(recording, at) : 'invoke'}"` +
    `,"process":${recording.process[at]!}` +
    `,"f":"${functionOf(recording, at)}"${keyField(recording, at)}` +
    `,"value":${isReturn ? valueText(recording.output[at]!) : inputOf(recording, at)}}\n`
  );
}

function typeOf({ output }: Recording, at: number): 'ok' | 'fail' {
  return output[at] === FAILED ? 'fail' : 'ok';
}

function functionOf({ functions, f }: Recording, at: number): string {
  return functions[f[at]!]!;
}

function keyField({ key }: Recording, at: number): string {
  return key[at] === NOTHING ? '' : `,"key":"k${key[at]!}"`;
}

function inputOf({ input, second }: Recording, at: number): string {
  const first = valueText(input[at]!);
  return second[at] === NOTHING ? first : `[${first},${second[at]!}]`;
}

function valueText(value: number): string {
  switch (value) {
    case NOTHING:
    case FAILED:
      return 'null';
    case TRUE:
      return 'true';
    case FALSE:
      return 'false';
    default:
      return String(value);
  }
}
