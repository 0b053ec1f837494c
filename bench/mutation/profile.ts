/**
 * The light test profile: the tests that judge mutants, all in one process and in a few seconds.
 */

export interface ProfileFile {
  readonly file: string;
  /** Tests that take too long here, by the beginning of their names. */
  readonly without?: readonly string[];
}

const LINEARIZABILITY = 'test/checkers/linearizability';

/** The files of the profile. */
export const PROFILE: readonly ProfileFile[] = [
  'crashed-counts',
  'explain',
  'failure-reason',
  'linearizable',
  'laws',
  'offender',
  'unfinished',
  'differential',
  'monitors/counter',
  'monitors/multiset',
  'monitors/priority-queue',
  'monitors/queue',
  'monitors/register',
  'monitors/semaphore',
  'monitors/set',
  'monitors/stack',
].map((name) => ({ file: `${LINEARIZABILITY}/${name}.test.ts` }));
