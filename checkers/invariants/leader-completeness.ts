/**
 * Leader completeness: an entry committed in some term is in the logs of the leaders of all later
 * terms (Ongaro and Ousterhout 2014, Figure 3, section 5.4.3). Sees a lost entry at the election
 * that loses it, before anything is committed in its place.
 *
 * A leader's log is known from its last index and term alone: by log matching these name the whole
 * chain of predecessors, which the `append` notes of all servers spell out. Where a link is
 * missing, the rest is not judged.
 */

import type { Trace } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';
import { atText, commandText, notesWith, numberOf, verdictOf } from './notes.js';
import type { Breach, Noted } from './notes.js';

const NAME = 'leader-completeness';

/**
 * Later leaders have what was committed, by the notes `leader`, `append` and `commit` (notes.ts).
 * Linear in the notes and, for each leader, in the length of its log; legal where there are no such
 * notes.
 */
export const leaderCompleteness: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const elections = notesWith(trace, 'leader', ['term', 'lastIndex', 'lastTerm']);
  const commits = firstCommits(trace);
  const judged = elections.length + commits.length;
  if (elections.length < 2 || commits.length === 0) {
    return verdictOf(trace, NAME, judged, undefined);
  }
  const predecessors = predecessorTerms(trace);
  for (const elected of elections) {
    const lost = firstLost(elected, commits, predecessors);
    if (lost !== undefined) return verdictOf(trace, NAME, judged, describe(lost, elected));
  }
  return verdictOf(trace, NAME, judged, undefined);
}

/**
 * For each committed index and term, the note from the lowest term: every later leader must have
 * the entry.
 */
function firstCommits(trace: Trace): Noted[] {
  const first = new Map<string, Noted>();
  for (const committed of notesWith(trace, 'commit', ['index', 'term', 'during'])) {
    const place = `${numberOf(committed, 'index')}/${numberOf(committed, 'term')}`;
    const known = first.get(place);
    if (known === undefined || numberOf(committed, 'during') < numberOf(known, 'during')) {
      first.set(place, committed);
    }
  }
  return [...first.values()].sort((a, b) => numberOf(a, 'index') - numberOf(b, 'index'));
}

/** Term of the entry before the one at `index/term`. */
function predecessorTerms(trace: Trace): Map<string, number> {
  const terms = new Map<string, number>();
  for (const appended of notesWith(trace, 'append', ['index', 'term', 'previousTerm'])) {
    const place = `${numberOf(appended, 'index')}/${numberOf(appended, 'term')}`;
    terms.set(place, numberOf(appended, 'previousTerm'));
  }
  return terms;
}

function firstLost(
  elected: Noted,
  commits: readonly Noted[],
  predecessors: ReadonlyMap<string, number>,
): Noted | undefined {
  const log = logTerms(numberOf(elected, 'lastIndex'), numberOf(elected, 'lastTerm'), predecessors);
  return commits.find((committed) => {
    if (numberOf(committed, 'during') >= numberOf(elected, 'term')) return false;
    const index = numberOf(committed, 'index');
    if (index > numberOf(elected, 'lastIndex')) return true;
    const held = log.get(index);
    return held !== undefined && held !== numberOf(committed, 'term');
  });
}

/** Terms by index of the log that ends so, as far down as the links are known. */
function logTerms(
  lastIndex: number,
  lastTerm: number,
  predecessors: ReadonlyMap<string, number>,
): Map<number, number> {
  const terms = new Map<number, number>();
  let term: number | undefined = lastTerm;
  for (let index = lastIndex; index > 0 && term !== undefined; index--) {
    terms.set(index, term);
    term = predecessors.get(`${index}/${term}`);
  }
  return terms;
}

function describe(lost: Noted, elected: Noted): Breach {
  const [index, term] = [numberOf(lost, 'index'), numberOf(elected, 'term')];
  const leader = elected.note.node;
  return {
    witnesses: [lost, elected],
    anomaly: {
      kind: NAME,
      message: `${leader} became leader of term ${term} without the committed entry ${index}`,
      explanation: [
        `At ${atText(lost)} ${lost.note.node}, in term ${numberOf(lost, 'during')}, knew entry ` +
          `${index} to be committed: command ${commandText(lost)} ` +
          `of term ${numberOf(lost, 'term')}.`,
        `At ${atText(elected)} ${leader} became leader of term ${term}; its log ended with entry ` +
          `${numberOf(elected, 'lastIndex')} of term ${numberOf(elected, 'lastTerm')} ` +
          'and did not hold that entry.',
        'A committed entry is in the log of every later leader; this one will overwrite it.',
      ],
    },
  };
}
