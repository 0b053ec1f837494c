/**
 * A client that answers when it is told to, and what a recorder made of it, a line an event.
 */

import { createRecorder } from '../../src/record/recorder.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import type { Recorder, RecorderOptions } from '../../src/record/recorder.js';

/** A recorder whose clock ticks once each time it is read. */
export function ticking(options: RecorderOptions = {}): Recorder {
  let now = 1_000n;
  return createRecorder({ nowNs: () => now++, ...options });
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `0 invoke read x null`, an event a line. */
export function lines(recorder: Recorder): string[] {
  return recorder.events().map(({ process, type, f, key, value, error }: Event) => {
    const said = [key, error].map((part) => (part === undefined ? '' : ` ${textOf(part)}`));
    return `${process} ${type} ${f}${said[0]} ${JSON.stringify(value)}${said[1]}`;
  });
}

/** Answers when it is told to. */
export class Manual {
  readonly #calls: {
    readonly resolve: (answer: unknown) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  closed = false;

  write(_key: string, _value: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => this.#calls.push({ resolve, reject }));
  }

  read(_key?: string): Promise<unknown> {
    return new Promise((resolve, reject) => this.#calls.push({ resolve, reject }));
  }

  /** Makes a read and a write of its own. */
  async swap(key: string, value: unknown): Promise<unknown> {
    const answers = [this.read(key), this.write(key, value)];
    this.answer(this.#calls.length - 2, 'old');
    this.answer(this.#calls.length - 1, null);
    return (await Promise.all(answers))[0];
  }

  close(): boolean {
    this.closed = true;
    return this.closed;
  }

  answer(call: number, answer: unknown): void {
    this.#calls[call]?.resolve(answer);
  }

  fail(call: number, error: unknown): void {
    this.#calls[call]?.reject(error);
  }
}
