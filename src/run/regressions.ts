/**
 * The regression corpus: saved counterexamples that must not fail again. They run before anything
 * is drawn, in the order of their names; the first that fails ends it.
 */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counterexample, Finding } from '../report/counterexample.js';
import type { System } from '../simulator/system.js';
import { replay } from './replay.js';
import type { Replayed } from './replay.js';
import { CounterexampleError, loadCounterexample, NewerCounterexampleError } from './store.js';
import type { RunWorkload } from './workload.js';

/** Where a project keeps its corpus unless it says otherwise. */
export const REGRESSIONS_FOLDER = 'regressions';

/** Who runs a saved counterexample again. */
export interface RegressionSubject {
  readonly system: System;
  readonly workload: RunWorkload;
  /** Switches to run it with; default those that it was found with. */
  readonly bugs?: readonly string[];
}

/** What became of one file. */
export type Regression =
  | { readonly kind: 'passed'; readonly path: string; readonly saved: Counterexample }
  /** The same violation again, in the same run or another, or a different violation. */
  | {
      readonly kind: 'failed';
      readonly path: string;
      readonly saved: Counterexample;
      readonly replayed: Replayed;
    }
  /** It belongs to a system that is not under test here. */
  | { readonly kind: 'left-out'; readonly path: string; readonly saved: Counterexample }
  /** It cannot be replayed any more: its format is newer, or what it names is gone. */
  | { readonly kind: 'outdated'; readonly path: string; readonly reason: string };

/** The corpus in counts, and the first that failed. */
export interface Regressions {
  readonly passed: number;
  readonly leftOut: number;
  readonly outdated: readonly { readonly path: string; readonly reason: string }[];
  readonly failed: Extract<Regression, { kind: 'failed' }> | undefined;
}

/**
 * Who runs a counterexample; `undefined` when it belongs to somebody else.
 * @throws CounterexampleError when nobody can any more: the reason is its message.
 */
export type SubjectOf = (
  saved: Counterexample,
  path: string,
) => RegressionSubject | undefined | Promise<RegressionSubject | undefined>;

/** Those of one system and workload, run with its switches and not with their own. */
export function regressionsOf(subject: RegressionSubject): SubjectOf {
  const { system, workload } = subject;
  return ({ scenario }) =>
    scenario.system.name === system.name && scenario.workload === workload.name
      ? subject
      : undefined;
}

/**
 * Runs the files, and those of the folders, until one fails.
 * @throws CounterexampleError naming a file that is none; errors of the file system are thrown on.
 */
export async function runRegressions(
  paths: readonly string[],
  subjectOf: SubjectOf,
): Promise<Regressions> {
  let passed = 0;
  let leftOut = 0;
  const outdated: { readonly path: string; readonly reason: string }[] = [];
  for await (const one of replayAll(paths, subjectOf)) {
    if (one.kind === 'failed') return { passed, leftOut, outdated, failed: one };
    if (one.kind === 'passed') passed++;
    else if (one.kind === 'left-out') leftOut++;
    else outdated.push({ path: one.path, reason: one.reason });
  }
  return { passed, leftOut, outdated, failed: undefined };
}

/** What becomes of each file, one after the other; throws as {@link runRegressions} does. */
export async function* replayAll(
  paths: readonly string[],
  subjectOf: SubjectOf,
): AsyncGenerator<Regression> {
  for (const path of await filesOf(paths)) yield await regressionIn(path, subjectOf);
}

async function regressionIn(path: string, subjectOf: SubjectOf): Promise<Regression> {
  let saved: Counterexample;
  try {
    saved = await loadCounterexample(path);
  } catch (error) {
    if (!(error instanceof NewerCounterexampleError)) throw error;
    return { kind: 'outdated', path, reason: error.message };
  }
  let subject: RegressionSubject | undefined;
  try {
    subject = await subjectOf(saved, path);
  } catch (error) {
    if (!(error instanceof CounterexampleError)) throw error;
    return { kind: 'outdated', path, reason: error.message };
  }
  if (subject === undefined) return { kind: 'left-out', path, saved };
  const { system, workload, bugs = saved.scenario.system.bugs } = subject;
  const { name } = saved.scenario.system;
  const scenario = { ...saved.scenario, system: { name, bugs } };
  const replayed = withOtherFinding(await replay({ ...saved, scenario }, system, workload));
  if (replayed.outcome === 'passes') return { kind: 'passed', path, saved };
  return { kind: 'failed', path, saved, replayed };
}

/** A run without the old violation but with another one has not passed. */
function withOtherFinding(replayed: Replayed): Replayed {
  const { outcome, counterexample } = replayed;
  const other = counterexample.findings.find(({ kind }: Finding) => kind === 'illegal');
  const anomaly = other?.anomalies[0]?.kind;
  if (outcome !== 'passes' || other === undefined || anomaly === undefined) return replayed;
  const fingerprint = { checker: other.checker, anomaly };
  return {
    outcome: 'diverged',
    difference: `it was ${counterexample.fingerprint.anomaly} and is ${anomaly} now`,
    counterexample: { ...counterexample, fingerprint },
  };
}

/** The files themselves, and those of folders by name, without the shards kept beside them. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) files.push(path);
    else files.push(...(await namesIn(path)).map((name) => join(path, name)));
  }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.json') && !/^shard-\d+-of-\d+\.json$/.test(name))
    .sort();
}
