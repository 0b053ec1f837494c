/**
 * Draws a history in the timeline notation, each call and return in a column of its own.
 */

import { boundaries } from './history.js';
import type { History, Operation, Outcome } from './operation.js';
import { formatLabel, isWord } from './timeline-label.js';

const SIGNS: Readonly<Record<Outcome, string>> = { ok: '|', fail: 'x', info: '?' };

/**
 * The drawing of a history, a line for each process in the order of their first calls.
 * `parseTimeline` gives back the same operations, but for their times, and for names that hold bars
 * or double dashes, which become strings. Width grows with the number of operations: meant for
 * histories that a person reads.
 */
export function formatTimeline(history: History): string {
  const lanes = new Map<number | string, Lane>();
  let column = -1;
  for (const { operation, isCall } of boundaries(history)) {
    const lane = laneOf(lanes, operation);
    if (isCall) {
      lane.finish();
      column = lane.begin(operation, column + 1);
    } else {
      column = lane.end(operation.outcome, column + 1);
    }
  }
  const names = [...lanes.keys()].map(processName);
  const width = Math.max(0, ...names.map((name) => name.length));
  return [...lanes.values()]
    .map((lane, index) => `${`${names[index]}:`.padEnd(width + 1)} ${lane.finish()}\n`)
    .join('');
}

/** The line of one process while it is drawn. */
class Lane {
  #text = '';
  #isOpen = false;

  /** Opens a bar at `column` or later; where it stands. */
  begin(operation: Operation, column: number): number {
    const start = Math.max(column, this.#text === '' ? 0 : this.#text.length + 1);
    this.#text = `${this.#text.padEnd(start)}|--${formatLabel(operation)}`;
    this.#isOpen = true;
    return start;
  }

  /** Ends the operation at `column` or later; where its sign stands. */
  end(outcome: Outcome, column: number): number {
    this.#text = `${`${this.#text}--`.padEnd(column, '-')}${SIGNS[outcome]}`;
    this.#isOpen = false;
    return this.#text.length - 1;
  }

  /** Ends what crashed; the line so far. */
  finish(): string {
    if (this.#isOpen) this.end('info', 0);
    return this.#text;
  }
}

function laneOf(lanes: Map<number | string, Lane>, operation: Operation): Lane {
  let lane = lanes.get(operation.process);
  if (lane === undefined) lanes.set(operation.process, (lane = new Lane()));
  return lane;
}

function processName(process: number | string): string {
  if (typeof process === 'number') return `c${process}`;
  return isWord(process) && !/^c-?[0-9]+$|\//.test(process) ? process : JSON.stringify(process);
}
