/**
 * Records a trace in typed arrays, one append a record, and folds every record into a rolling
 * 64-bit hash (two 32-bit lanes, multiply and rotate), so that equal hashes stand for equal runs
 * without keeping or comparing the traces.
 */

import { hashString } from '../scenario/randomness.js';
import { RECORD_KINDS } from './trace.js';
import type { Note, NoteData, RecordKind, Trace, TraceRecord } from './trace.js';

/** Record kinds as small integers, for the recorder's callers in hot loops. */
export const KIND: Readonly<Record<RecordKind, number>> = Object.fromEntries(
  RECORD_KINDS.map((kind, code) => [kind, code]),
) as Record<RecordKind, number>;

const WORDS_A_RECORD = 6;

/** Few: the runs of a bounded search are tiny, and clearing memory is most of what they cost. */
const RECORDS_AT_FIRST = 128;

/** Memory that is not written to yet costs nothing, copying does. */
const GROWTH = 4;

/** Appends records; node and peer are indexes into `nodeNames`, -1 for none. */
export class TraceRecorder implements Trace {
  readonly notes: Note[] = [];
  private times = new Float64Array(RECORDS_AT_FIRST);
  private words = new Int32Array(RECORDS_AT_FIRST * WORDS_A_RECORD);
  private count = 0;
  private readonly names: string[] = [''];
  private readonly nameIds = new Map<string, number>([['', 0]]);
  private readonly nameHashes: number[] = [0];
  private low = 0x243f6a88 | 0;
  private high = 0x13198a2e | 0;

  constructor(private readonly nodeNames: readonly string[]) {}

  get length(): number {
    return this.count;
  }

  /** The small integer that stands for `name` in this trace. */
  intern(name: string): number {
    const known = this.nameIds.get(name);
    if (known !== undefined) return known;
    const id = this.names.push(name) - 1;
    this.nameIds.set(name, id);
    this.nameHashes.push(hashString(name) | 0);
    return id;
  }

  /** Hash of an interned name, independent of the order in which names were met. */
  nameHash(id: number): number {
    return this.nameHashes[id] as number;
  }

  add(
    kind: number,
    atUs: number,
    node: number,
    peer: number,
    name: number,
    id: number,
    detail: number,
  ): void {
    const at = this.count++;
    if (at === this.times.length) this.grow();
    this.times[at] = atUs;
    const base = at * WORDS_A_RECORD;
    const words = this.words;
    words[base] = kind;
    words[base + 1] = node;
    words[base + 2] = peer;
    words[base + 3] = name;
    words[base + 4] = id;
    words[base + 5] = detail;
    const place = kind | (node << 8) | (peer << 20);
    this.fold(place ^ Math.imul(this.nameHashes[name] as number, 0x2c1b3c6d), atUs | 0);
    this.fold(id ^ Math.imul(detail, 0x297a2d39), Math.floor(atUs / 0x100000000));
  }

  /** Records what a node says about itself. */
  addNote(atUs: number, node: number, label: string, data: Note['data']): void {
    const entries = Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1));
    const id = this.notes.push({ atUs, node: this.nodeNames[node] ?? '', label, data }) - 1;
    const content = hashString(entries.map(([name, value]) => `${name}=${noteText(value)}`).join());
    this.add(KIND.note, atUs, node, -1, this.intern(label), id, content | 0);
  }

  record(at: number): TraceRecord {
    if (!(at >= 0 && at < this.count)) throw new RangeError(`no trace record ${at}`);
    const base = at * WORDS_A_RECORD;
    const word = (offset: number): number => this.words[base + offset] as number;
    return {
      atUs: this.times[at] as number,
      kind: RECORD_KINDS[word(0)] as RecordKind,
      node: this.nodeNames[word(1)] ?? '',
      peer: this.nodeNames[word(2)] ?? '',
      name: this.names[word(3)] as string,
      id: word(4),
      detail: word(5),
    };
  }

  get hash(): string {
    const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
    return hex(this.high) + hex(this.low);
  }

  private fold(left: number, right: number): void {
    const low = Math.imul(this.low ^ left, 0x9e3779b1);
    const high = Math.imul(this.high ^ right, 0x85ebca77);
    this.low = (low ^ (high >>> 15)) | 0;
    this.high = ((high << 13) | (high >>> 19)) ^ low;
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * GROWTH);
    times.set(this.times);
    this.times = times;
    const words = new Int32Array(this.words.length * GROWTH);
    words.set(this.words);
    this.words = words;
  }
}

function noteText(value: NoteData): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
