/**
 * Causes: what set a handler off. A cause is an operation, a node's start, or the nth firing of a
 * timer of one incarnation of a node; messages inherit it, and with their type, sender, receiver
 * and number it is their identity.
 */

import { hashString, mix } from '../scenario/randomness.js';

const OPERATION = /^op \d+$/;

/** The cause of everything a client's operation leads to. */
export function operationCause(operation: number): string {
  return `op ${operation}`;
}

/** `n0/2 election 5`: the 5th firing of the timer in the node's incarnation 2. */
export function timerCause(node: string, incarnation: number, timer: string, nth: number): string {
  return `${node}/${incarnation} ${timer} ${nth}`;
}

/** `n0/2 start`. */
export function startCause(node: string, incarnation: number): string {
  return `${node}/${incarnation} start`;
}

/** Hash of a cause by its text: independent of when it occurs. */
export function causeHash(cause: string): number {
  return hashString(cause) | 0;
}

/** Hash of what messages of one kind share; `typeHash` is the hash of the message type's name. */
export function streamHash(cause: number, typeHash: number, from: number, to: number): number {
  return mix(mix(cause, typeHash), (from << 11) | to);
}

/** Hash of the nth message of a stream. */
export function messageHash(stream: number, nth: number): number {
  return mix(stream, nth);
}

/** How many streams of a cause are looked through one by one. */
const LISTED_MAX = 24;

/**
 * A cause, with the numbers of the messages that it led to. They are counted here and not in one
 * table for the whole run, because what one cause leads to happens at about the same time: the
 * counters in use stay in the processor's cache.
 */
export class Cause {
  readonly hash: number;
  /** Hashes of streams, each followed by its count. */
  private readonly listed: number[] = [];
  private table: StreamCounter | undefined;
  private sleeps: Map<number, Cause> | undefined;

  /** Two causes of one run never have the same text: they would give out the same identities. */
  constructor(readonly text: string) {
    this.hash = causeHash(text);
  }

  /** How manieth message of the stream with this hash the next one is: 1, 2, ... */
  countOf(stream: number): number {
    const { listed } = this;
    for (let at = 0; at < listed.length; at += 2) {
      if (listed[at] === stream) return (listed[at + 1] = (listed[at + 1] as number) + 1);
    }
    if (listed.length < 2 * LISTED_MAX) {
      listed.push(stream, 1);
      return 1;
    }
    this.table ??= new StreamCounter();
    return this.table.next(stream);
  }

  /**
   * The cause of what a handler does after its `nth` sleep: `n0/0 start sleep 3`. What belongs to
   * an operation goes on belonging to it.
   */
  afterSleep(nth: number): Cause {
    if (OPERATION.test(this.text)) return this;
    this.sleeps ??= new Map();
    let cause = this.sleeps.get(nth);
    if (cause === undefined) {
      cause = new Cause(`${this.text} sleep ${nth}`);
      this.sleeps.set(nth, cause);
    }
    return cause;
  }
}

/**
 * Counts by 32-bit hash, in open addressing: how manieth message of its stream. Two streams with
 * one hash would share a counter, which costs independence and nothing else.
 */
class StreamCounter {
  private keys = new Int32Array(128);
  private counts = new Int32Array(128);
  private used = 0;

  /** 1 for the first call with this hash, 2 for the second, ... */
  next(hash: number): number {
    const mask = this.keys.length - 1;
    let at = (hash ^ (hash >>> 16)) & mask;
    while (this.counts[at] !== 0 && this.keys[at] !== hash) at = (at + 1) & mask;
    if (this.counts[at] === 0) {
      if (this.used * 2 > mask) {
        this.grow();
        return this.next(hash);
      }
      this.used++;
      this.keys[at] = hash;
    }
    this.counts[at] = (this.counts[at] as number) + 1;
    return this.counts[at] as number;
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Int32Array(keys.length * 2);
    this.counts = new Int32Array(keys.length * 2);
    const mask = this.keys.length - 1;
    for (let from = 0; from < keys.length; from++) {
      if (counts[from] === 0) continue;
      const hash = keys[from] as number;
      let at = (hash ^ (hash >>> 16)) & mask;
      while (this.counts[at] !== 0) at = (at + 1) & mask;
      this.keys[at] = hash;
      this.counts[at] = counts[from] as number;
    }
  }
}
