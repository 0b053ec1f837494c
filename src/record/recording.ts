/**
 * The events of a recording, and the processes that its clients run as. A process has one operation
 * open at a time: concurrent calls of one client are of several processes, and who had no answer
 * goes on as a process that nobody was before, as a crashed thread does in Jepsen.
 */

import { assert } from '../assert.js';
import type { Event, EventType } from '../history/event.js';
import type { Value } from '../history/value.js';

/** What a client asks for. */
export interface Invocation {
  readonly f: string;
  readonly key?: Value;
  readonly value: Value;
}

/** An event before it has its place. */
type Entry = Omit<Event, 'index'>;

/** An operation whose end is awaited. */
export interface OpenOperation {
  readonly client: RecordedClient;
  readonly process: number;
  readonly invocation: Invocation;
  readonly entry: Entry;
}

/** Appends events in the order in which they are told; times never go back. */
export class Recording {
  readonly #events: Entry[] = [];
  readonly #open = new Set<OpenOperation>();
  readonly #used = new Set<number>();
  #nextProcess = 0;
  #lastNs = 0n;
  readonly #originNs: bigint;
  #isFinished = false;
  #defect: { readonly thrown: unknown } | undefined;
  #hasKeys: boolean | undefined;

  /** `nowNs` is in nanoseconds, of any origin. */
  constructor(private readonly nowNs: () => bigint | number) {
    this.#originNs = BigInt(nowNs());
  }

  /** What is told from now on is not recorded. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** A process that nobody was before; `wanted` if nobody was it. */
  newProcess(wanted?: number): number {
    let process = wanted ?? this.#nextProcess;
    while (this.#used.has(process)) process = this.#nextProcess++;
    this.#used.add(process);
    return process;
  }

  begin(client: RecordedClient, invocation: Invocation): OpenOperation {
    const process = client.take();
    const entry = this.#push('invoke', process, invocation, invocation.value);
    const operation: OpenOperation = { client, process, invocation, entry };
    this.#open.add(operation);
    return operation;
  }

  isOpen(operation: OpenOperation): boolean {
    return this.#open.has(operation);
  }

  /** The end of an operation; what comes after its end is ignored. */
  end(
    operation: OpenOperation,
    type: Exclude<EventType, 'invoke'>,
    value: Value = operation.invocation.value,
    error?: Value,
  ): void {
    if (!this.#open.delete(operation)) return;
    this.#push(type, operation.process, operation.invocation, value, error);
    if (type !== 'info') operation.client.release(operation.process);
  }

  /** As if the operation had never begun. */
  withdraw(operation: OpenOperation): void {
    if (!this.#open.delete(operation)) return;
    const place = this.#events.lastIndexOf(operation.entry);
    assert(place >= 0, 'an open operation has its invocation');
    this.#events.splice(place, 1);
    operation.client.release(operation.process);
  }

  /** Ends what is open as `info`, and the recording. */
  finish(): void {
    for (const operation of this.#open) {
      this.end(operation, 'info', undefined, 'no answer before the recording was finished');
    }
    this.#isFinished = true;
  }

  /** From now on there are no events: something has happened that is not among them. */
  spoil(thrown: unknown): void {
    this.#defect ??= { thrown };
  }

  /** Whether operations with a key and without one would be mixed; told of each in turn. */
  isMixed(hasKey: boolean): boolean {
    this.#hasKeys ??= hasKey;
    return this.#hasKeys !== hasKey;
  }

  /** @throws what spoiled the recording. */
  events(): Event[] {
    if (this.#defect !== undefined) throw this.#defect.thrown;
    return this.#events.map((entry, index) => ({ index, ...entry }));
  }

  #push(
    type: EventType,
    process: number,
    { f, key }: Invocation,
    value: Value,
    error?: Value,
  ): Entry {
    const entry: Entry = {
      type,
      process,
      f,
      value,
      ...(key === undefined ? {} : { key }),
      ...(error === undefined ? {} : { error }),
      timeNs: this.#time(),
    };
    this.#events.push(entry);
    return entry;
  }

  /** Nanoseconds since the recorder was made. */
  #time(): number | bigint {
    const elapsed = BigInt(this.nowNs()) - this.#originNs;
    if (elapsed > this.#lastNs) this.#lastNs = elapsed;
    const number = Number(this.#lastNs);
    return Number.isSafeInteger(number) ? number : this.#lastNs;
  }
}

/** The processes of one client; those without an open operation are used again. */
export class RecordedClient {
  readonly #idle: number[] = [];
  #wanted: number | undefined;

  /** `wanted` is its first process, if nobody was it before. */
  constructor(
    private readonly recording: Recording,
    wanted?: number,
  ) {
    this.#wanted = wanted;
  }

  /** A process for one operation. */
  take(): number {
    const idle = this.#idle.shift();
    if (idle !== undefined) return idle;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return this.recording.newProcess(wanted);
  }

  /** The process has no operation open any more; the lowest one is used first. */
  release(process: number): void {
    this.#idle.push(process);
    this.#idle.sort((left, right) => left - right);
  }
}
