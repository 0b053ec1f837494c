/**
 * All small programs: every choice of what is asked, by which client, beginning when. Small is
 * enough for most mistakes that are known (Yuan et al., OSDI 2014; Jackson's small scope
 * hypothesis), and all of them is a statement.
 */

import type { Value } from '../history/value.js';
import type { ProgramOperation } from '../scenario/scenario.js';

/** One form that an operation may take. */
export interface Form {
  readonly f: string;
  readonly key?: Value;
  readonly value: Value;
}

/** What programs are built from. */
export interface SmallPrograms {
  /** Operations in each program. */
  readonly operations: number;
  /** The forms of the `serial`-th operation, from 1; as many for each serial, in one order. */
  readonly forms: (serial: number) => readonly Form[];
  /**
   * When operations may begin, ascending; the first one begins at the first of these, and no later
   * one before it.
   */
  readonly startsUs: readonly number[];
}

/**
 * Every program, each once, always in the same order. Operations are listed by when they begin;
 * clients are numbered by their first operation, so that programs which differ in the names of
 * clients alone are met once. There are `forms^n * Bell(n) * C(n + starts - 2, n - 1)`.
 */
export function* smallPrograms(settings: SmallPrograms): Generator<ProgramOperation[]> {
  if (settings.operations > 0) yield* extend(settings, [], 0, 0);
}

function* extend(
  settings: SmallPrograms,
  program: readonly ProgramOperation[],
  clients: number,
  firstStart: number,
): Generator<ProgramOperation[]> {
  if (program.length === settings.operations) {
    yield [...program];
    return;
  }
  const id = program.length + 1;
  const lastStart = program.length === 0 ? 0 : settings.startsUs.length - 1;
  for (const form of settings.forms(id)) {
    for (let client = 0; client <= clients; client++) {
      for (let start = firstStart; start <= lastStart; start++) {
        const atUs = settings.startsUs[start] as number;
        const operation: ProgramOperation = { id, client: `c${client}`, atUs, ...form };
        yield* extend(settings, [...program, operation], Math.max(clients, client + 1), start);
      }
    }
  }
}
