/**
 * What a campaign compares for each model, and what each comparison has to show beside agreement:
 * enough legal and enough illegal histories, and few that somebody had no answer to.
 */

import { modelNamed } from '../../checkers/models/index.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import * as containers from '../checkers/linearizability/monitors/container-comparison.js';
import * as registers from '../checkers/linearizability/monitors/register-comparison.js';
import * as stacks from '../checkers/linearizability/monitors/stack-comparison.js';
import * as toggles from '../checkers/linearizability/monitors/toggle-comparison.js';
import { compareSearch } from '../checkers/linearizability/search-comparison.js';
import type { ContainerKind } from '../checkers/oracle/containers.js';
import type { ToggleObject } from '../checkers/oracle/toggles.js';
import type { UniqueObject } from '../checkers/oracle/unique-registers.js';

/** How many histories were what. */
export interface CampaignTally {
  readonly legal: number;
  readonly illegal: number;
  /** Left to the search by the monitor; with registers neither legal nor illegal. */
  readonly declined: number;
  /** Of these, such as the monitor is meant to decide, apart from known rare exceptions. */
  readonly undue: number;
  /** Given up by the search, and so compared with nothing. */
  readonly unknown: number;
}

/** One line of the campaign. */
export interface Comparison {
  /** Who is compared with whom, on what. */
  readonly title: string;
  /** Histories at full length. */
  readonly histories: number;
  /** Least share of legal histories, and of illegal ones, of those that were compared. */
  readonly shareMin: number;
  /** Greatest share of histories that the search may give up. */
  readonly unknownShareMax: number;
  /** Greatest share of histories that the monitor may decline unduly. */
  readonly undueShareMax: number;
  /** Throws at the first disagreement, with the history. */
  compare(count: number, seed: number): CampaignTally;
}

const SMALL = { histories: 100_000, shareMin: 0.35, unknownShareMax: 0, undueShareMax: 0 };

const MONITOR = { ...SMALL, title: 'monitor against every order, up to 7 operations' };

const LONG = {
  title: 'monitor against search, 50 to 2,000 operations',
  histories: 20_000,
  shareMin: 0.2,
  unknownShareMax: 0.01,
  undueShareMax: 0,
};

const LENGTH_MAX = 2000;

const LENGTHS = [50, 100, 300, 1000, LENGTH_MAX];

function searched(name: string): Comparison {
  return {
    ...SMALL,
    title: 'search and whole checker against every order, up to 7 operations',
    compare: (count, seed) => ({
      ...compareSearch(name, count, seed, 1),
      declined: 0,
      undue: 0,
      unknown: 0,
    }),
  };
}

function registerComparisons(name: UniqueObject): Comparison[] {
  const tallied = (tally: registers.Tally, count: number): CampaignTally => ({
    ...tally,
    unknown: count - tally.legal - tally.illegal - tally.declined,
  });
  return [
    {
      ...MONITOR,
      compare: (count, seed) => tallied(registers.compareWithOracle(name, count, seed), count),
    },
    searched(name),
    {
      ...LONG,
      compare: (count, seed) => tallied(registers.compareWithSearch(name, count, seed), count),
    },
  ];
}

/** Priority queues are declined in about one of ten thousand, all with several crashed polls. */
function containerComparisons(name: string, kind: ContainerKind): Comparison[] {
  const subject: containers.Subject = {
    kind,
    model: modelNamed(name),
    specification: specificationNamed(name)!,
  };
  const undueShareMax = kind === 'queue' ? 0 : 0.005;
  return [
    {
      ...MONITOR,
      undueShareMax,
      compare: (count, seed) => ({
        ...containers.compareWithOracle(subject, count, seed),
        unknown: 0,
      }),
    },
    searched(name),
    {
      ...LONG,
      // The search alone is often lost where dequeues crash; that is why there are monitors.
      unknownShareMax: kind === 'queue' ? 0.4 : 0.05,
      undueShareMax,
      compare(count, seed) {
        const tally = containers.compareWithSearch(subject, count, seed, LENGTH_MAX);
        return { ...tally, unknown: tally.undecided };
      },
    },
  ];
}

function stackComparisons(): Comparison[] {
  return [
    {
      ...MONITOR,
      undueShareMax: 0.002,
      compare(count, seed) {
        const tally = stacks.compareNesting(count, seed, 7);
        const { declinedLegal, declinedIllegal } = tally;
        const declined = declinedLegal + declinedIllegal;
        return { ...tally, declined, undue: declined, unknown: 0 };
      },
    },
    {
      ...MONITOR,
      title: `${MONITOR.title}, wrong in any way`,
      shareMin: 0.3,
      undueShareMax: 0.002,
      compare: (count, seed) => ({
        ...containers.compareWithOracle(stacks.STACK, count, seed),
        unknown: 0,
      }),
    },
    searched('stack'),
    {
      ...LONG,
      unknownShareMax: 0.4,
      undueShareMax: 0.01,
      compare(count, seed) {
        const { legal, illegal, declined, undecided } = stacks.compareLong(count, seed, LENGTH_MAX);
        return { legal, illegal, declined, undue: declined, unknown: undecided };
      },
    },
  ];
}

/** Counters of mixed amounts and multisets of silent removes are declined now and then. */
function toggleComparisons(name: ToggleObject): Comparison[] {
  const tallied = (tally: toggles.ToggleTally, count: number): CampaignTally => ({
    ...tally,
    undue: tally.declinedTold,
    unknown: count - tally.histories,
  });
  const undueShareMax = name === 'counter' || name === 'multiset' ? 0.15 : 0;
  return [
    {
      ...MONITOR,
      undueShareMax,
      compare: (count, seed) => tallied(toggles.compareWithOracle(name, count, seed), count),
    },
    searched(name),
    {
      ...LONG,
      undueShareMax,
      compare: (count, seed) =>
        tallied(toggles.compareWithSearch(name, count, seed, LENGTHS), count),
    },
  ];
}

/** What is compared for the model called `name`. */
export function comparisonsOf(name: string): readonly Comparison[] {
  switch (name) {
    case 'register':
    case 'cas-register':
    case 'key-value':
      return registerComparisons(name);
    case 'fifo-queue':
      return containerComparisons(name, 'queue');
    case 'priority-queue':
      return containerComparisons(name, name);
    case 'stack':
      return stackComparisons();
    default:
      return toggleComparisons(name as ToggleObject);
  }
}
