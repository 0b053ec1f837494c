/**
 * Traces of hand-made notes, a millisecond apart.
 */

import { TraceRecorder } from '../../../src/trace/recorder.js';
import type { NoteData, Trace } from '../../../src/trace/trace.js';

/** Who says what: node, label, data. */
export type Said = readonly [node: string, label: string, data: Readonly<Record<string, NoteData>>];

/** A trace in which the nodes say this, in this order. */
export function traceOf(...said: readonly Said[]): Trace {
  const names = ['n0', 'n1', 'n2', 'n3', 'n4'];
  const recorder = new TraceRecorder(names);
  said.forEach(([node, label, data], at) => {
    recorder.addNote((at + 1) * 1_000, names.indexOf(node), label, data);
  });
  return recorder;
}

/** A server became leader of `term` with a log that ended so. */
export function leads(node: string, term: number, lastIndex = 0, lastTerm = 0): Said {
  return [node, 'leader', { term, lastIndex, lastTerm }];
}

/** A server's log got an entry. */
export function appends(
  node: string,
  index: number,
  term: number,
  previousTerm: number,
  command: NoteData = index,
): Said {
  return [node, 'append', { index, term, previousTerm, command }];
}

/** A server, in term `during`, learned that an entry is committed. */
export function commits(
  node: string,
  index: number,
  term: number,
  during: number = term,
  command: NoteData = index,
): Said {
  return [node, 'commit', { index, term, command, during }];
}
