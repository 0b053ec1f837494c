/**
 * The replicated state machine: a key-value store with client sessions (Ongaro, "Consensus:
 * Bridging Theory and Practice", 2014, section 6.3), so that a command that was retried, and so
 * stands in the log twice, acts once. A session remembers the answer to every command: clients here
 * do not number theirs in order.
 */

import { canonicalKey, equalValues } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Answer, Request } from '../../simulator/node.js';

/** Maelstrom's error codes: both say that the operation certainly did nothing, and what it saw. */
const KEY_MISSING = 20;
const COMPARE_FAILED = 22;

/** What a command does to one key: its answer and the value it leaves, `undefined` for none. */
export interface Effect {
  readonly answer: Answer;
  readonly after: Value | undefined;
}

/** What `request` does to a key that holds `before` (`undefined`: it is absent). Pure. */
export function effectOf(before: Value | undefined, { f, value }: Request): Effect {
  switch (f) {
    case 'get':
      return { answer: { type: 'ok', value: before ?? null }, after: before };
    case 'put':
      return { answer: { type: 'ok', value }, after: value };
    case 'append':
      return { answer: { type: 'ok', value }, after: `${textOf(before)}${textOf(value)}` };
    case 'delete':
      return { answer: { type: 'ok', value }, after: undefined };
    case 'cas':
      return compareAndSet(before, value);
    default:
      throw new Error(`the store knows get, put, append, delete and cas, not "${f}"`);
  }
}

function compareAndSet(before: Value | undefined, value: Value): Effect {
  if (!Array.isArray(value) || value.length !== 2) throw new Error('cas takes [from, to]');
  const [from, to] = value as unknown as readonly [Value, Value];
  if (before === undefined) {
    return { answer: failed(KEY_MISSING, 'key does not exist'), after: before };
  }
  if (!equalValues(before, from)) {
    return { answer: failed(COMPARE_FAILED, 'precondition failed'), after: before };
  }
  return { answer: { type: 'ok', value }, after: to };
}

function failed(code: number, text: string): Answer {
  return { type: 'fail', error: [code, text] };
}

function textOf(value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new Error(`append joins strings, not ${typeof value}`);
  return value;
}

/** A state machine as plain data. */
export interface MachineSnapshot {
  readonly values: readonly (readonly [key: string, value: Value])[];
  readonly sessions: readonly (readonly [command: number, answer: Answer])[];
}

/** What the servers replicate: every server applies the same commands in the same order. */
export class StateMachine {
  private values = new Map<string, Value>();
  /** Answers by command. */
  private sessions = new Map<number, Answer>();

  constructor(private readonly deduplicates: boolean) {}

  /** Applies a committed command; one that was applied before gets its first answer again. */
  apply(request: Request): Answer {
    const known = this.deduplicates ? this.sessions.get(request.id) : undefined;
    if (known !== undefined) return known;
    const key = keyOf(request);
    const { answer, after } = effectOf(this.values.get(key), request);
    if (after === undefined) this.values.delete(key);
    else this.values.set(key, after);
    this.sessions.set(request.id, answer);
    return answer;
  }

  /** Answers a read; changes nothing. */
  read(request: Request): Answer {
    return effectOf(this.values.get(keyOf(request)), request).answer;
  }

  /** Thesis, section 5.1: all of its state, the sessions too (section 6.3). */
  snapshot(): MachineSnapshot {
    return { values: [...this.values], sessions: [...this.sessions] };
  }

  restore({ values, sessions }: MachineSnapshot): void {
    this.values = new Map(values);
    this.sessions = new Map(sessions);
  }

  /** `x=1 y=2`, in the order of the keys, for reports. */
  describe(): string {
    return [...this.values]
      .map(([key, value]) => `${bare(key)}=${bare(canonicalKey(value))}`)
      .sort()
      .join(' ');
  }
}

function keyOf(request: Request): string {
  return canonicalKey(request.key ?? null);
}

/** `put x 21`, for reports. */
export function commandText({ f, key, value }: Request): string {
  const words = [key ?? null, value].filter((word) => word !== null);
  return [f, ...words.map((word) => bare(canonicalKey(word)))].join(' ');
}

/** A string without its quotes. */
function bare(canonical: string): string {
  return canonical.startsWith('"') ? canonical.slice(1, -1) : canonical;
}
