/**
 * The light test profile: the tests that judge mutants, in a few seconds of processor time. What
 * the long comparisons among the tests look for, those in test/mutation look for in fewer
 * histories.
 */

/** A file of the profile. */
export interface ProfileFile {
  readonly file: string;
  /** Tests that take too long here: texts that occur in their names. */
  readonly without: readonly string[];
}

const CHECKER = 'test/checkers/linearizability';

/** Names of comparisons with brute force and with the search. */
const LONG = ['gainst every order', 'gainst the search', 'agrees with', 'no certificate holds'];

/** The files of the profile. */
export const PROFILE: readonly ProfileFile[] = [
  { file: 'test/mutation/search.test.ts', without: [] },
  { file: 'test/mutation/monitors.test.ts', without: [] },
  { file: 'test/mutation/parts.test.ts', without: [] },
  { file: 'test/mutation/borders.test.ts', without: [] },
  { file: 'test/mutation/words.test.ts', without: [] },
  { file: `${CHECKER}/crashed-counts.test.ts`, without: [] },
  { file: `${CHECKER}/explain.test.ts`, without: ['the argument is never missing'] },
  { file: `${CHECKER}/failure-reason.test.ts`, without: [] },
  { file: `${CHECKER}/linearizable.test.ts`, without: [] },
  { file: `${CHECKER}/transition-table.test.ts`, without: [] },
  { file: `${CHECKER}/unfinished.test.ts`, without: ['memory bounded by it'] },
  ...[
    'counter',
    'multiset',
    'priority-queue',
    'queue',
    'register',
    'semaphore',
    'set',
    'stack',
  ].map((name) => ({ file: `${CHECKER}/monitors/${name}.test.ts`, without: LONG })),
];
