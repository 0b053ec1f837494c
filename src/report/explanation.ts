/**
 * Why it is wrong: the sentences of the anomaly, and what each checker and invariant said of the
 * run.
 */

import type { Anomaly } from '../../checkers/verdict.js';
import type { Finding } from './counterexample.js';
import { escapeText } from './escape.js';
import { labelled, type Line } from './line.js';
import { countOf } from './quantities.js';
import { readable } from './references.js';

interface ExplanationOptions {
  readonly columns: number;
  readonly ascii: boolean;
}

interface WhyOptions extends ExplanationOptions {
  /** Of more, the middle is left out; default 10. */
  readonly sentencesMax?: number;
}

const SENTENCES_MAX = 10;
const NAMES_MAX = 12;

/** The argument, a sentence a line; of a very long one the beginning and the end. */
export function whyLines(
  anomaly: Anomaly,
  { columns, ascii, sentencesMax = SENTENCES_MAX }: WhyOptions,
): Line[] {
  return shorten(anomaly.explanation, sentencesMax).flatMap((sentence, at) =>
    labelled(at === 0 ? 'why' : '', readable(sentence, { ascii }), columns, { hang: 2 }),
  );
}

function shorten(sentences: readonly string[], most: number): readonly string[] {
  const missing = sentences.length - most;
  if (missing <= 0) return sentences;
  const half = Math.floor(most / 2);
  const left = `(${countOf(missing + 1, 'sentence')} left out)`;
  return [...sentences.slice(0, half), left, ...sentences.slice(1 - half)];
}

/** Which checkers and invariants held and which did not. */
export function checksLines(
  findings: readonly Finding[],
  { columns, ascii }: ExplanationOptions,
): Line[] {
  const name = (text: string): string => escapeText(text, { ascii, lengthMax: 60 });
  const violated = findings.flatMap(({ checker, kind, anomalies }) => {
    if (kind !== 'illegal') return [];
    const kinds = [...new Set(anomalies.map((anomaly) => anomaly.kind))].map(name);
    const telling = kinds.filter((one) => one !== name(checker) && !one.startsWith('non-'));
    return [telling.length === 0 ? name(checker) : `${name(checker)} (${telling.join(', ')})`];
  });
  const named = (wanted: Finding['kind']): string[] =>
    findings.filter(({ kind }) => kind === wanted).map(({ checker }) => name(checker));
  const groups = [
    { title: 'violated', names: violated, tone: 'bad' },
    { title: 'held', names: named('legal'), tone: 'good' },
    { title: 'unknown', names: named('unknown'), tone: 'warn' },
  ] as const;
  const filled = groups.filter(({ names }) => names.length > 0);
  return filled.flatMap(({ title, names, tone }, at) => {
    const label = at === 0 ? 'checks' : '';
    return labelled(label, `${title}: ${listText(names)}`, columns, { tone, hang: 2 });
  });
}

function listText(names: readonly string[]): string {
  const more = names.length > NAMES_MAX ? [`${names.length - NAMES_MAX} more`] : [];
  return [...names.slice(0, NAMES_MAX), ...more].join(', ');
}
