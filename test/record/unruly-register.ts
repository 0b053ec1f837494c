/**
 * A register in memory whose calls end in every way there is, step by step as a test says, and
 * clients that use it through a recorder.
 */

import type { Recorder } from '../../src/record/recorder.js';

/** How one call goes. `effect` is when the register is touched: before the answer, or after it. */
export interface Course {
  readonly f: 'read' | 'write';
  readonly key: string;
  readonly end: 'answer' | 'refuse' | 'break-before' | 'break-after' | 'hang' | 'throw-at-once';
  /** Steps before the register is touched, and from there to the end. */
  readonly delays: readonly [before: number, after: number];
  /** Another client's call is made while this one is under way. */
  readonly reenters: boolean;
  /** The next call of the same client does not wait for this one. */
  readonly overlaps: boolean;
}

/** Thrown when the register was certainly not touched. */
class Refused extends Error {}

/** Suspends calls until somebody lets one of them go on. */
export class Steps {
  readonly #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Lets one that waits go on; `choice` is any number. */
  async release(choice: number): Promise<void> {
    const [resume] = this.#waiting.splice(choice % this.#waiting.length, 1);
    resume?.();
    for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  }
}

/** The register; a stale one answers reads with what was there before the last write. */
export class UnrulyRegister {
  readonly #values = new Map<string, number | null>();
  readonly #before = new Map<string, number | null>();
  reenter: (() => void) | undefined;
  course: Course | undefined;

  constructor(
    private readonly steps: Steps,
    private readonly isStale: boolean,
  ) {}

  read(key: string): Promise<number | null> {
    return this.#run(() => (this.isStale ? this.#before : this.#values).get(key) ?? null);
  }

  write(key: string, value: number): Promise<number | null> {
    return this.#run(() => {
      this.#before.set(key, this.#values.get(key) ?? null);
      this.#values.set(key, value);
      return value;
    });
  }

  #run(touch: () => number | null): Promise<number | null> {
    const { course } = this;
    if (course?.end === 'throw-at-once') throw new Error('thrown at once');
    return this.#go(touch, course, this.reenter);
  }

  async #go(
    touch: () => number | null,
    course: Course | undefined,
    reenter: (() => void) | undefined,
  ): Promise<number | null> {
    if (course === undefined) return touch();
    const [before, after] = course.delays;
    for (let step = 0; step < before; step++) await this.steps.next();
    if (course.end === 'refuse') throw new Refused('refused');
    if (course.end === 'break-before') throw new Error('connection lost');
    if (course.reenters) reenter?.();
    const answer = touch();
    for (let step = 0; step < after; step++) await this.steps.next();
    if (course.end === 'break-after') throw new Error('connection lost');
    if (course.end === 'hang') return new Promise(() => {});
    return answer;
  }
}

/** What a client heard. */
export interface Heard {
  readonly calls: number;
  readonly answers: readonly { readonly f: string; readonly value: number | null }[];
}

/** Runs every client's courses in turn; values are unique. Ends when nothing can go on. */
export async function runClients(
  recorder: Recorder,
  register: UnrulyRegister,
  steps: Steps,
  courses: readonly (readonly Course[])[],
  choices: readonly number[],
): Promise<Heard> {
  const answers: { readonly f: string; readonly value: number | null }[] = [];
  let calls = 0;
  const options = { failed: (error: unknown) => error instanceof Refused };
  const clients = courses.map(() => recorder.wrap(register, options));
  const call = async (client: UnrulyRegister, course: Course | undefined): Promise<void> => {
    const { f, key } = course ?? { f: 'read', key: 'x' };
    const value = ++calls;
    register.course = course;
    try {
      const answer = f === 'read' ? client.read(key) : client.write(key, value);
      register.course = undefined;
      answers.push({ f, value: await answer });
    } catch {
      register.course = undefined;
    }
  };
  courses.forEach((own, index) => {
    const client = clients[index] as UnrulyRegister;
    const other = clients.at(index - 1) as UnrulyRegister;
    void (async () => {
      for (const course of own) {
        await steps.next();
        register.reenter = () => void call(other, undefined);
        const ended = call(client, course);
        if (!course.overlaps && course.end !== 'hang') await ended;
      }
    })();
  });
  for (let at = 0; steps.waiting > 0; at++) await steps.release(choices[at % choices.length] ?? 0);
  return { calls, answers };
}
