/**
 * What is measured, and how much each may take: the figures of the project's goals.
 */

import { generatedWorkloads, type GeneratedWorkload } from '../histories/workloads.js';
import type { Shape } from '../histories/lines.js';

/** What a row may take; nothing is asked where a limit is not there. */
export interface Limits {
  /** Processor seconds of the whole process. */
  readonly seconds?: number;
  readonly megabytes?: number;
  /** Processor seconds of the check alone. */
  readonly checkSeconds?: number;
}

/** Where the history of a row comes from. */
export type Source =
  | {
      readonly kind: 'generated';
      readonly workload: GeneratedWorkload;
      readonly operations: number;
      readonly clients: number;
      readonly crashes: number;
      readonly shape: Shape;
    }
  | {
      readonly kind: 'corpus';
      readonly file: string;
      readonly model: string;
      readonly initial: string;
      readonly isUnpartitioned: boolean;
    };

/** One history to judge. */
export interface Row {
  readonly name: string;
  readonly source: Source;
  readonly expected: 'legal' | 'illegal';
  readonly limits: Limits;
  /** Whether ten times the operations may cost at most twelve times as much. */
  readonly isLogLinear: boolean;
  /** Whether it is part of the short version. */
  readonly isQuick: boolean;
}

const VERDICTS = ['legal', 'illegal'] as const;

type Verdict = (typeof VERDICTS)[number];

const MILLION = 1_000_000;

/** Every row, in the order of the table. */
export function allRows(): Row[] {
  return [
    ...registerRows(),
    ...uniqueCasRows(),
    ...casRows(),
    ...keyValueRows(),
    ...containerRows(),
    ...corpusRows(),
  ];
}

interface Sizes {
  readonly operations: number;
  readonly clients: number;
  readonly crashes?: number;
  readonly shape?: Shape;
}

function generatedRow(
  workload: GeneratedWorkload,
  sizes: Sizes,
  expected: Verdict,
  limits: Limits,
  isLogLinear = true,
): Row {
  const { crashes = 0, shape = 'operations', operations, clients } = sizes;
  return {
    name: workload.name + (shape === 'events' ? ', events' : ''),
    source: { kind: 'generated', workload, operations, clients, crashes, shape },
    expected,
    limits,
    isLogLinear,
    isQuick: operations <= 100_000 && clients <= 10 && crashes === 0,
  };
}

function registerRows(): Row[] {
  const { register } = generatedWorkloads;
  const rows: Row[] = [];
  for (const operations of [100_000, MILLION]) {
    const limits =
      operations === MILLION
        ? { seconds: 2.5, megabytes: 800, checkSeconds: 0.3 }
        : { seconds: 0.6 };
    for (const clients of [5, 20, 50]) {
      for (const crashes of [0, 0.01]) {
        for (const expected of VERDICTS) {
          rows.push(generatedRow(register, { operations, clients, crashes }, expected, limits));
        }
      }
    }
    const events = { operations, clients: 20, shape: 'events' } as const;
    rows.push(generatedRow(register, events, 'legal', {}));
  }
  return rows;
}

function uniqueCasRows(): Row[] {
  const { uniqueCas, uniqueCasAnswers } = generatedWorkloads;
  const answered = [10, 20].flatMap((clients) =>
    VERDICTS.map((expected) =>
      generatedRow(uniqueCasAnswers, { operations: 100_000, clients }, expected, {}, false),
    ),
  );
  const failed = [
    { operations: 100_000, clients: 10 },
    { operations: 100_000, clients: 20 },
    { operations: MILLION, clients: 10 },
    { operations: MILLION, clients: 20 },
  ].flatMap((sizes) =>
    VERDICTS.map((expected) =>
      generatedRow(uniqueCas, sizes, expected, sizes.operations < MILLION ? { seconds: 0.8 } : {}),
    ),
  );
  return [...failed, ...answered];
}

function casRows(): Row[] {
  const rows: readonly (readonly [number, number, number, Verdict, number])[] = [
    [1_000, 10, 0.01, 'illegal', 0.3],
    [1_000, 50, 0, 'legal', 1],
    [10_000, 10, 0, 'legal', 0.4],
    [10_000, 10, 0, 'illegal', 0.4],
    [10_000, 20, 0, 'legal', 0.6],
    [10_000, 20, 0, 'illegal', 2],
    [10_000, 10, 0.01, 'illegal', 20],
    [100_000, 10, 0, 'legal', 1.5],
    [100_000, 10, 0.01, 'legal', 1.5],
    [100_000, 10, 0, 'illegal', 3],
  ];
  const counted = generatedRow(
    generatedWorkloads.casCounted,
    { operations: 1_000, clients: 10, crashes: 0.01 },
    'illegal',
    {},
    false,
  );
  const limited = rows.map(([operations, clients, crashes, expected, seconds]) =>
    generatedRow(
      generatedWorkloads.cas,
      { operations, clients, crashes },
      expected,
      { seconds },
      false,
    ),
  );
  return [...limited, counted];
}

function keyValueRows(): Row[] {
  const { keyValue } = generatedWorkloads;
  return [100_000, MILLION].flatMap((operations) =>
    [10, 50].flatMap((clients) =>
      VERDICTS.map((expected) =>
        generatedRow(
          keyValue,
          { operations, clients },
          expected,
          operations === MILLION ? { seconds: 3 } : {},
        ),
      ),
    ),
  );
}

function containerRows(): Row[] {
  const { queue, stack, set, uniqueSet, priorityQueue } = generatedWorkloads;
  return [queue, stack, set, uniqueSet, priorityQueue].flatMap((workload) =>
    [100_000, MILLION].flatMap((operations) =>
      VERDICTS.map((expected) =>
        generatedRow(workload, { operations, clients: 10 }, expected, {
          seconds: operations === MILLION ? 8 : 1.2,
        }),
      ),
    ),
  );
}

/** Recorded histories of appends and gets, judged key by key and with all keys as one object. */
function corpusRows(): Row[] {
  return [false, true].flatMap((isUnpartitioned) =>
    VERDICTS.map((expected): Row => {
      const file = expected === 'legal' ? 'kv/c10-ok.edn' : 'kv/c10-bad.edn';
      return {
        name: `${file}${isUnpartitioned ? ', one part' : ''}`,
        source: { kind: 'corpus', file, model: 'key-value', initial: '""', isUnpartitioned },
        expected,
        limits: { seconds: 1 },
        isLogLinear: false,
        isQuick: true,
      };
    }),
  );
}
