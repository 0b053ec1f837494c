/**
 * The bounded search: all small programs, all ways in which a few things can go wrong. Ends with a
 * smallest violation, or with a statement of what was exhausted.
 */

import type { CheckOptions } from '../../checkers/checker.js';
import { exploreBounded, levelsUpTo } from '../explore/bounded.js';
import type { Explored, Level } from '../explore/bounded.js';
import type { DeviationKind, Mishaps } from '../explore/places.js';
import { smallPrograms } from '../explore/small-programs.js';
import { formsOf } from '../generate/forms.js';
import { countOf } from '../report/quantities.js';
import type { ProgramOperation, Scenario } from '../scenario/scenario.js';
import { SCENARIO_VERSION } from '../scenario/scenario.js';
import type { System } from '../simulator/system.js';
import { Executor } from './bounded-executor.js';
import type { RunWorkload } from './workload.js';

/** What is searched; the names of these bounds are those of the statement at the end. */
export interface BoundedScope extends Level {
  /** What may go wrong; default late messages alone. */
  readonly kinds?: readonly DeviationKind[];
  /** Default: the fewest the system's profile knows. */
  readonly servers?: number;
}

/** A system, and the scope of a search. */
export interface BoundedSubject {
  readonly system: System;
  readonly workload: RunWorkload;
  /** Switches that are on. */
  readonly bugs?: readonly string[];
  readonly scope: BoundedScope;
  readonly check?: CheckOptions;
}

/** A piece of a search that one thread does: some programs of one level. */
export interface BoundedPart extends Level {
  readonly firstProgram: number;
  readonly programs: number;
}

/** What came of one piece. */
export interface PartResult extends Explored {
  /** Runs that some checker could not decide. */
  readonly unknown: number;
  /** Client operations by outcome, over all runs that were executed for a verdict. */
  readonly operations: { readonly ok: number; readonly fail: number; readonly info: number };
  /** How often each `sometimes` mark was reached. */
  readonly marks: ReadonlyMap<string, number>;
}

/**
 * All messages take a millisecond; an operation of two round trips ends within 4 ms, so operations
 * that begin 0, 3 or 6 ms after the first coincide, overlap or follow each other.
 */
const LATENCY_US = 1_000;
const STARTS_US: readonly number[] = [0, 3_000, 6_000];

/**
 * Late messages take 9 ms more: one that was sent as the program began arrives at 10 ms, when all
 * its operations would have ended. Two late messages keep the order in which they were sent, and
 * lateness of less or more than this is not covered.
 */
const LATE_US = 9_000;

/**
 * With crashes a sync takes 200 us, and a server crashes while it syncs what a message made it
 * write, or when that is done and answered.
 */
const SYNC_US = 200;
const CRASH_AFTER_US: readonly number[] = [100, 500];

/** Longer than all that goes wrong together: only what is lost or hangs runs out of time. */
const TIMEOUT_US = 1_000_000;

const KEY = 'x';

/** Programs that one thread takes at a time. */
const PROGRAMS_A_PART = 4;

/** The search in pieces, in the order in which one thread alone would do them. */
export function partsOf(subject: BoundedSubject): BoundedPart[] {
  const parts: BoundedPart[] = [];
  for (const level of levelsUpTo(subject.scope)) {
    const count = programsOf(subject, level.operations).length;
    for (let first = 0; first < count; first += PROGRAMS_A_PART) {
      const programs = Math.min(PROGRAMS_A_PART, count - first);
      parts.push({ ...level, firstProgram: first, programs });
    }
  }
  return parts;
}

/** Does one piece. @throws DeterminismError when a violation does not repeat itself. */
export async function explorePart(
  subject: BoundedSubject,
  part: BoundedPart,
  shouldStop?: () => boolean,
): Promise<PartResult> {
  const executor = new Executor(subject);
  const all = programsOf(subject, part.operations);
  const explored = await exploreBounded({
    programs: all.slice(part.firstProgram, part.firstProgram + part.programs),
    scenarioOf: (program) => calmScenario(subject, program),
    deviations: part.deviations,
    mishaps: mishapsOf(subject.scope),
    execute: (scenario, asked) => executor.execute(scenario, asked),
    ...(shouldStop === undefined ? {} : { shouldStop }),
  });
  const { unknown, operations, marks } = executor;
  return { ...explored, unknown, operations, marks };
}

/** All programs of so many operations, in one order. */
function programsOf(
  { workload }: Pick<BoundedSubject, 'workload'>,
  operations: number,
): ProgramOperation[][] {
  const forms = Array.from({ length: operations + 1 }, (_, serial) =>
    serial === 0 ? [] : formsOf(workload, KEY, serial),
  );
  return [
    ...smallPrograms({ operations, forms: (serial) => forms[serial] ?? [], startsUs: STARTS_US }),
  ];
}

/** The scope in words: `all executions of abd with at most 3 operations and ...`. */
export function scopeText({ system, bugs = [], scope }: BoundedSubject): string {
  const { operations, deviations } = scope;
  const { kinds } = mishapsOf(scope);
  const name = [system.name, ...bugs].join(' +');
  const programs = `at most ${countOf(operations, 'operation')} on one key`;
  const starts = STARTS_US.map((us) => us / 1000).join(' or ');
  const mishaps = mishapText(deviations, kinds);
  const late = kinds.includes('late') ? `; late is by ${LATE_US / 1000} ms` : '';
  return (
    `executions of ${name} with ${programs} and at most ${mishaps} ` +
    `(each begins ${starts} ms after the first${late})`
  );
}

/** A program on a network without dice, nothing wrong yet. */
function calmScenario(
  { system, workload, bugs = [], scope }: BoundedSubject,
  program: readonly ProgramOperation[],
): Scenario {
  const syncUs = scope.kinds?.includes('crash') === true ? SYNC_US : 0;
  const clients = new Set(program.map(({ client }) => client)).size;
  const servers = scope.servers ?? Math.min(...system.profile.servers);
  return {
    version: SCENARIO_VERSION,
    system: { name: system.name, bugs },
    workload: workload.name,
    topology: { servers, clients },
    network: {
      latency: { kind: 'fixed', us: LATENCY_US },
      lossPpm: 0,
      duplicationPpm: 0,
      reorderingPpm: 0,
      reorderingUs: 0,
    },
    disk: { syncMinUs: syncUs, syncMaxUs: syncUs },
    timeoutUs: TIMEOUT_US,
    healAtUs: TIMEOUT_US * (program.length + 1),
    program,
    faults: [],
    deviations: [],
    seed: 0,
  };
}

function mishapsOf({ kinds = ['late'] }: BoundedScope): Mishaps {
  return { kinds, lateUs: LATE_US, crashAfterUs: CRASH_AFTER_US };
}

function mishapText(count: number, kinds: readonly DeviationKind[]): string {
  const adjectives: Readonly<Record<DeviationKind, string>> = {
    late: 'late',
    drop: 'lost',
    duplicate: 'doubled',
    crash: '',
  };
  const messages = kinds.filter((kind) => kind !== 'crash').map((kind) => adjectives[kind]);
  const crashes = kinds.includes('crash');
  if (messages.length === 0) return countOf(count, 'server crash', 'server crashes');
  const words = `${messages.join(' or ')} message`;
  return countOf(count, words) + (crashes ? ' or server crashes' : '');
}
