/**
 * What a campaign compares for each model, and what the comparison has to find: how many of the
 * histories legal and illegal, and how few declined or undecided.
 */

import { modelNamed } from '../../checkers/models/index.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import { compareSearch } from '../checkers/linearizability/search-comparison.js';
import * as containers from '../checkers/linearizability/monitors/container-comparison.js';
import * as registers from '../checkers/linearizability/monitors/register-comparison.js';
import * as stacks from '../checkers/linearizability/monitors/stack-comparison.js';
import * as toggles from '../checkers/linearizability/monitors/toggle-comparison.js';
import type { ContainerKind } from '../checkers/oracle/containers.js';
import type { ToggleObject } from '../checkers/oracle/toggles.js';
import type { UniqueObject } from '../checkers/oracle/unique-registers.js';

/** Small histories for each judge and model. */
const SMALL = 100_000;

/** Histories of 50 to 2,000 operations for each model. */
const LONG = 20_000;

const LENGTH_MAX = 2000;

/** How many histories were what. The rest of what was drawn is unknown: the search gave up. */
export interface CampaignTally {
  /** Judged legal, by the oracle or the search. */
  readonly legal: number;
  readonly illegal: number;
  /** Histories that a monitor left to the search. */
  readonly declined: number;
}

/** One line of the campaign. */
export interface Comparison {
  /** Who is compared with whom, on what. */
  readonly title: string;
  /** Histories, at full length. */
  readonly histories: number;
  /** Least share of histories that are legal, and of such that are illegal. */
  readonly shareMin: number;
  /** Greatest share of histories that the search gives up. */
  readonly unknownShareMax: number;
  /** Greatest share of histories that the monitor declines. */
  readonly declinedShareMax: number;
  /** Throws at the first disagreement, with the history. */
  compare(count: number, seed: number): CampaignTally;
}

const small = { histories: SMALL, shareMin: 0.35, unknownShareMax: 0 };

function searched(name: string): Comparison {
  return {
    ...small,
    title: 'search and whole checker against every order',
    declinedShareMax: 0,
    compare: (count, seed) => ({ declined: 0, ...compareSearch(name, count, seed) }),
  };
}

const monitored = { ...small, title: 'monitor against every order' };

const long = { title: 'monitor against search', histories: LONG, shareMin: 0.2 };

/** Compare-and-sets that compared unequal, after crashed writes, leave little to decide by. */
function registerComparisons(name: UniqueObject): Comparison[] {
  const tally = (found: registers.Tally): CampaignTally => ({
    ...found,
    // What was declined is neither; none but unequal compares may be.
    declined: found.undue > 0 ? Infinity : found.declined,
  });
  return [
    {
      ...monitored,
      declinedShareMax: 0.03,
      compare: (count, seed) => tally(registers.compareWithOracle(name, count, seed)),
    },
    searched(name),
    {
      ...long,
      unknownShareMax: 0.03,
      declinedShareMax: 0.03,
      compare: (count, seed) => tally(registers.compareWithSearch(name, count, seed)),
    },
  ];
}
