/**
 * `expect(history).toConformTo(checker)`: judges a recorded history. The message of a failure is
 * the report.
 */

import type { Checker, CheckOptions } from '../../checkers/checker.js';
import type { Verdict } from '../../checkers/verdict.js';
import type { DecodeOptions } from '../history/codecs/index.js';
import type { History } from '../history/operation.js';
import { renderVerdict } from '../report/verdict-report.js';
import { judgement } from './judgement.js';
import type { Judgement, MatcherContext, Outcome } from './judgement.js';
import { paletteFor } from './palette.js';
import { historyOf } from './recorded-history.js';
import type { RecordedHistory } from './recorded-history.js';

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
  const history = historyOf(received, options.decode ?? {}, 'toConformTo');
  return judgeHistory(this, history, checker, options);
}

/** What a checker says of a history, as the answer of a matcher. */
export function judgeHistory(
  context: MatcherContext,
  history: History,
  checker: Checker,
  options: ConformOptions,
): Judgement {
  const { allowUnknown = false, decode: _decode, ...checkOptions } = options;
  const verdict = checker.check(history, checkOptions);
  const report = (): string =>
    renderVerdict(history, verdict, { palette: paletteFor(process.env) });
  return judgement(context, outcomeOf(verdict, history), allowUnknown, {
    violation: report,
    survived: () => `expected a violation of ${checker.name}, but there is none\n\n${report()}`,
    undecided: () =>
      `${whyUndecided(verdict, checker)} (allowUnknown: true lets it pass)\n\n${report()}`,
  });
}

function outcomeOf(verdict: Verdict, { operations }: History): Outcome {
  if (verdict.kind === 'illegal') return 'violation';
  const isVacuous = !operations.some(({ outcome }) => outcome === 'ok');
  return verdict.kind === 'unknown' || isVacuous ? 'undecided' : 'survived';
}

function whyUndecided(verdict: Verdict, checker: Checker): string {
  if (verdict.kind === 'unknown') return `${checker.name} could not be decided`;
  return 'no operation of the history succeeded, so that nothing was judged';
}
