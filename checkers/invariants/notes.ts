/**
 * The notes that the invariants of replicated logs read. Any system may write them with
 * `ctx.note(label, data)`:
 *
 * - `leader { term, lastIndex, lastTerm }`: this server now leads `term`; its log ended so before
 *   it added to it;
 * - `append { index, term, previousTerm, command }`: its log now holds this entry at `index`, after
 *   one of `previousTerm`;
 * - `commit { index, term, command, during }`: it knows the entry to be committed; its own term is
 *   `during`.
 *
 * A text `shown` is what reports call the command by. Notes without these numbers mean nothing.
 */

import type { Note, Trace } from '../../src/trace/trace.js';
import type { WitnessCertificate } from '../certificate.js';
import type { Anomaly, IllegalVerdict, LegalVerdict, Verdict } from '../verdict.js';

/** A note with its position in `Trace.notes`. */
export interface Noted {
  readonly id: number;
  readonly note: Note;
}

/** The notes with this label that have a number under each of `fields`, in order. */
export function notesWith(trace: Trace, label: string, fields: readonly string[]): Noted[] {
  const found: Noted[] = [];
  trace.notes.forEach((note, id) => {
    if (note.label !== label) return;
    if (fields.every((field) => typeof note.data[field] === 'number')) found.push({ id, note });
  });
  return found;
}

/** A number that {@link notesWith} has made sure of. */
export function numberOf({ note }: Noted, field: string): number {
  return note.data[field] as number;
}

/** `12.345 ms`. */
export function atText({ note }: Noted): string {
  return `${note.atUs / 1000} ms`;
}

/** The command of an entry, for people: what the system shows for it, or its name. */
export function commandText({ note }: Noted): string {
  const { shown, command } = note.data;
  const name = shown ?? command ?? null;
  return typeof name === 'string' ? JSON.stringify(name) : String(name);
}

/** What an invariant found wrong, and the notes that show it. */
export interface Breach {
  readonly anomaly: Omit<Anomaly, 'operations'>;
  readonly witnesses: readonly Noted[];
}

/**
 * The verdict of an invariant that judged so many notes. Finds the witnesses' records in one pass
 * over the trace.
 */
export function verdictOf(
  trace: Trace,
  checker: string,
  judged: number,
  breach: Breach | undefined,
): Verdict {
  const effort = { judged, configurations: 0 };
  const base = { checker, algorithm: 'one pass over the notes', effort };
  if (breach === undefined) {
    const legal: LegalVerdict = { ...base, kind: 'legal', certificate: witness([]) };
    return legal;
  }
  const certificate = witness(recordsOf(trace, breach.witnesses));
  const anomaly: Anomaly = { ...breach.anomaly, operations: [] };
  const illegal: IllegalVerdict = { ...base, kind: 'illegal', anomalies: [anomaly], certificate };
  return illegal;
}

function witness(records: readonly number[]): WitnessCertificate {
  return { kind: 'witness', operations: [], records };
}

function recordsOf(trace: Trace, witnesses: readonly Noted[]): number[] {
  const wanted = new Set(witnesses.map(({ id }) => id));
  const records: number[] = [];
  for (let at = 0; at < trace.length; at++) {
    const { kind, id } = trace.record(at);
    if (kind === 'note' && wanted.has(id)) records.push(at);
  }
  return records;
}
