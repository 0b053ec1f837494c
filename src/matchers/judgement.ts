/**
 * From an outcome to what a matcher answers. Undecided is neither a pass nor, negated, the opposite
 * of one: it fails both ways unless the test allows it, and then it passes both ways.
 */

/** What the matchers read of Vitest's own matcher state. */
export interface MatcherContext {
  readonly isNot?: boolean;
}

/** What a matcher answers to `expect.extend`. */
export interface Judgement {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a judge said, as a test sees it. */
export type Outcome = 'violation' | 'survived' | 'undecided';

/** The answer for `outcome`; `messages` say it for the case that the test fails. */
export function judgement(
  { isNot = false }: MatcherContext,
  outcome: Outcome,
  allowUndecided: boolean,
  messages: Readonly<Record<Outcome, () => string>>,
): Judgement {
  const message = (): string => messages[outcome]().trimEnd();
  if (outcome === 'undecided') return { pass: isNot !== allowUndecided, message };
  return { pass: outcome === 'survived', message };
}
