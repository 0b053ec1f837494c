/**
 * The outcomes of a shard as columns: some twenty bytes a scenario in a file, so that a hundred
 * thousand of them stay small. What a violation was is kept apart, for the first one only.
 */

import * as z from 'zod';
import type { ScenarioOutcome } from './scenario-outcome.js';
import type { CountedOutcome } from './tally.js';

/** Bits of `flags`. */
const FLAG = { hasFaults: 1, overlaps: 2, isUnknown: 4, violation: 8 } as const;

const ALL_FLAGS = Object.values(FLAG).reduce((all, bit) => all | bit, 0);

const counts = z.array(z.int().min(0));

/** Columns of equal length; row `i` is the scenario that the shard ran as its `i`-th, from 0. */
export interface OutcomeColumns {
  /** Client operations by outcome. */
  readonly ok: readonly number[];
  readonly fail: readonly number[];
  readonly info: readonly number[];
  /** Sums of 1 faults, 2 a fault met an operation, 4 undecided, 8 a violation. */
  readonly flags: readonly number[];
  /** How often each mark was reached; a mark that never was has no column. */
  readonly marks: readonly (readonly [mark: string, column: readonly number[]])[];
}

/** Checks columns that were read from a file. */
export const outcomeColumnsSchema: z.ZodType<OutcomeColumns> = z
  .strictObject({
    ok: counts,
    fail: counts,
    info: counts,
    flags: z.array(z.int().min(0).max(ALL_FLAGS)),
    marks: z.array(z.tuple([z.string(), counts])),
  })
  .refine(
    ({ ok, fail, info, flags, marks }) =>
      [fail, info, flags, ...marks.map(([, column]) => column)].every(
        ({ length }) => length === ok.length,
      ),
    'columns of unequal length',
  );

/** Takes the outcomes of a shard in their order. */
export class OutcomeRecorder {
  private readonly ok: number[] = [];
  private readonly fail: number[] = [];
  private readonly info: number[] = [];
  private readonly flags: number[] = [];
  private readonly marks = new Map<string, number[]>();

  add({ activity, isUnknown, marks, violation }: ScenarioOutcome): void {
    for (const [mark, count] of marks) this.columnOf(mark).push(count);
    this.ok.push(activity.ok);
    this.fail.push(activity.fail);
    this.info.push(activity.info);
    this.flags.push(
      (activity.hasFaults ? FLAG.hasFaults : 0) |
        (activity.overlaps ? FLAG.overlaps : 0) |
        (isUnknown ? FLAG.isUnknown : 0) |
        (violation === undefined ? 0 : FLAG.violation),
    );
  }

  columns(): OutcomeColumns {
    const { ok, fail, info, flags } = this;
    const marks: [string, number[]][] = [...this.marks].map(([mark, column]) => [
      mark,
      padded(column, ok.length),
    ]);
    return { ok, fail, info, flags, marks };
  }

  /** The column of a mark, as long as the others are before the next row. */
  private columnOf(mark: string): number[] {
    const column = this.marks.get(mark) ?? [];
    this.marks.set(mark, column);
    while (column.length < this.ok.length) column.push(0);
    return column;
  }
}

/** The first row with a violation, `undefined` without one. */
export function firstViolation({ flags }: OutcomeColumns): number | undefined {
  const at = flags.findIndex((sum) => (sum & FLAG.violation) !== 0);
  return at < 0 ? undefined : at;
}

/** Row `at` as the outcome of scenario `number`; `undefined` beyond the last row. */
export function outcomeAt(
  columns: OutcomeColumns,
  at: number,
  number: number,
): CountedOutcome | undefined {
  const flags = columns.flags[at];
  if (flags === undefined) return undefined;
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const marks = columns.marks.flatMap(([mark, column]): [string, number][] => {
    const count = column[at] ?? 0;
    return count === 0 ? [] : [[mark, count]];
  });
  return {
    number,
    activity: {
      ok: columns.ok[at] ?? 0,
      fail: columns.fail[at] ?? 0,
      info: columns.info[at] ?? 0,
      hasFaults: has(FLAG.hasFaults),
      overlaps: has(FLAG.overlaps),
    },
    isUnknown: has(FLAG.isUnknown),
    marks: new Map(marks),
    ...(has(FLAG.violation) ? { violation: true } : {}),
  };
}

function padded(column: readonly number[], length: number): number[] {
  return [...column, ...Array.from({ length: length - column.length }, () => 0)];
}
