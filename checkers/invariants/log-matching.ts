/**
 * Log matching: if two logs contain an entry with the same index and term, they are identical up to
 * it (Ongaro and Ousterhout 2014, Figure 3, section 5.3). Entry by entry: the same index and term
 * mean the same command after a predecessor of the same term; the rest follows by induction. That a
 * server truncates its log breaks nothing.
 */

import type { Trace } from '../../src/trace/trace.js';
import type { Invariant } from '../checker.js';
import type { Verdict } from '../verdict.js';
import { atText, commandText, notesWith, numberOf, verdictOf } from './notes.js';
import type { Breach, Noted } from './notes.js';

const NAME = 'log-matching';

/**
 * Logs agree, by the notes `append { index, term, previousTerm, command }`. Linear; legal where
 * there are none.
 */
export const logMatching: Invariant = { name: NAME, check };

function check(trace: Trace): Verdict {
  const appends = notesWith(trace, 'append', ['index', 'term', 'previousTerm']);
  const known = new Map<string, Noted>();
  for (const appended of appends) {
    const place = `${numberOf(appended, 'index')}/${numberOf(appended, 'term')}`;
    const first = known.get(place);
    if (first === undefined) known.set(place, appended);
    else if (differ(first, appended)) {
      return verdictOf(trace, NAME, appends.length, describe(first, appended));
    }
  }
  return verdictOf(trace, NAME, appends.length, undefined);
}

function differ(first: Noted, second: Noted): boolean {
  return (
    first.note.data['command'] !== second.note.data['command'] ||
    numberOf(first, 'previousTerm') !== numberOf(second, 'previousTerm')
  );
}

function describe(first: Noted, second: Noted): Breach {
  const [index, term] = [numberOf(first, 'index'), numberOf(first, 'term')];
  const sentence = (noted: Noted): string =>
    `At ${atText(noted)} the log of ${noted.note.node} got command ` +
    `${commandText(noted)} there, ` +
    `after an entry of term ${numberOf(noted, 'previousTerm')}.`;
  const { node: one } = first.note;
  const { node: other } = second.note;
  const whose = one === other ? `${one} held two` : `${one} and ${other} hold`;
  return {
    witnesses: [first, second],
    anomaly: {
      kind: NAME,
      message: `${whose} different entries of term ${term} at index ${index}`,
      explanation: [
        sentence(first),
        sentence(second),
        `One leader makes the entries of term ${term}, one for each index: ` +
          'two logs with an entry of one index and term must be the same up to it.',
      ],
    },
  };
}
