/**
 * `expect(history).toConformTo(checker)`: judges a recorded history. The message of a failure is
 * the report.
 */

import type { Checker, CheckOptions } from '../../checkers/checker.js';
import type { Verdict } from '../../checkers/verdict.js';
import { decodeEvents } from '../history/codecs/index.js';
import type { DecodeOptions } from '../history/codecs/index.js';
import type { Event } from '../history/event.js';
import { toHistory } from '../history/history.js';
import type { History } from '../history/operation.js';
import { renderVerdict } from '../report/verdict-report.js';
import { judgement } from './judgement.js';
import type { Judgement, MatcherContext } from './judgement.js';
import { paletteFor } from './palette.js';

/** A history in any of its forms: strict, as events, or as the text of a file. */
export type RecordedHistory = History | readonly Event[] | string;

/** How `toConformTo` judges. */
export interface ConformOptions extends CheckOptions {
  /** Let `unknown`, and a history in which nothing succeeded, pass; default false. */
  readonly allowUnknown?: boolean;
  /** How to read a history that is given as text; default: guessed from its content. */
  readonly decode?: DecodeOptions;
}

/**
 * The matcher. A legal history passes; `unknown`, and a history in which no operation succeeded,
 * pass with `allowUnknown` only, negated or not.
 * @throws ParseError for a malformed text, HistoryError for events that make no strict history.
 */
export function toConformTo(
  this: MatcherContext,
  received: RecordedHistory,
  checker: Checker,
  options: ConformOptions = {},
): Judgement {
  const { allowUnknown = false, decode = {}, ...checkOptions } = options;
  const history = historyOf(received, decode);
  const verdict = checker.check(history, checkOptions);
  const report = (): string =>
    renderVerdict(history, verdict, { palette: paletteFor(process.env) });
  const outcome = outcomeOf(verdict, history);
  return judgement(this, outcome, allowUnknown, {
    violation: report,
    survived: () => `expected a violation of ${checker.name}, but there is none\n\n${report()}`,
    undecided: () =>
      `${whyUndecided(verdict, checker)} (allowUnknown: true lets it pass)\n\n${report()}`,
  });
}

function outcomeOf(
  verdict: Verdict,
  { operations }: History,
): 'violation' | 'survived' | 'undecided' {
  if (verdict.kind === 'illegal') return 'violation';
  const isVacuous = !operations.some(({ outcome }) => outcome === 'ok');
  return verdict.kind === 'unknown' || isVacuous ? 'undecided' : 'survived';
}

function whyUndecided(verdict: Verdict, checker: Checker): string {
  if (verdict.kind === 'unknown') return `${checker.name} could not be decided`;
  return 'no operation of the history succeeded, so that nothing was judged';
}

function historyOf(received: RecordedHistory, decode: DecodeOptions): History {
  if (typeof received === 'string') return toHistory(decodeEvents(received, decode));
  if (isEvents(received)) return toHistory(received);
  const operations: unknown = (received as Partial<History> | null | undefined)?.operations;
  if (Array.isArray(operations)) return received;
  throw new TypeError(
    'toConformTo takes a history, a list of events, or the text of a history file',
  );
}

function isEvents(received: History | readonly Event[]): received is readonly Event[] {
  return Array.isArray(received);
}
