/**
 * The trace: what happened inside a run, in order, as columns of integers with interned names. Its
 * hash is the fingerprint of the run: the same scenario gives the same hash on every machine.
 */

/** What a record says; the columns it uses are listed beside it. */
export const RECORD_KINDS = [
  'send', // node: sender, peer: receiver, name: message type, id: message, detail: latency in us
  'deliver', // node: receiver, peer: sender, name: message type, id: message
  'drop', // node: sender, peer: receiver, name: why, id: message
  'duplicate', // node: sender, peer: receiver, name: message type, id: message
  'invoke', // node: client, name: f, id: operation
  'complete', // node: client, name: outcome, id: operation
  'timer', // node, name: timer
  'crash', // node
  'restart', // node, detail: incarnation
  'pause', // node
  'resume', // node
  'fault-begin', // name: fault id
  'fault-end', // name: fault id
  'disk-sync', // node, detail: keys made durable
  'note', // node, name: label, id: index in `notes`
  'change', // node: sender, peer: receiver, name: fault and change, id: message, detail: its hash
  'repeat', // node: sender, peer: receiver, name: fault, id: older message, detail: latency in us
  'forge', // node: sender, peer: receiver, name: fault and type, id: message answered, detail: us
  'hold', // node: sender, peer: receiver, name: fault id, id: message
  'credential', // node: client, name: fault id and state, id: operation
  'admin', // node, name: the command
  'stopped', // node, name: the server that has stopped
  'refuse', // node: client, peer: server, name: why, id: operation
  'disk-error', // node, name: EIO, ENOSPC or lie
  'damage', // node, name: what is wrong on its disk
] as const;

/** One of {@link RECORD_KINDS}. */
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What a node said about itself: `ctx.note('leader', { term: 3 })`. Invariants read these. */
export interface Note {
  readonly atUs: number;
  readonly node: string;
  readonly label: string;
  readonly data: Readonly<Record<string, NoteData>>;
}

/** What a note may say. */
export type NoteData = number | string | boolean | null;

/** One record, decoded. */
export interface TraceRecord {
  readonly atUs: number;
  readonly kind: RecordKind;
  readonly node: string;
  readonly peer: string;
  readonly name: string;
  readonly id: number;
  readonly detail: number;
}

/** Read-only view of what a run recorded. */
export interface Trace {
  readonly length: number;
  record(at: number): TraceRecord;
  readonly notes: readonly Note[];
  /** 16 hexadecimal digits. */
  readonly hash: string;
}
