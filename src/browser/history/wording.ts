/**
 * Operations of a history and their times in words.
 */

import type { HistorySection } from '../../report/page/page-data.js';
import type { HistoryIndex } from './history-index.js';

const OUTCOMES: Readonly<Record<string, string>> = {
  o: 'ok',
  f: 'failed',
  i: 'no answer',
};

const ROLES = {
  offending: 'the one that is wrong',
  involved: 'part of the anomaly',
  related: '',
  unrelated: '',
} as const;

/** `ok`, `failed`, `no answer`. */
export function outcomeOf({ columns }: HistoryIndex, place: number): string {
  return OUTCOMES[columns.outcome[place] ?? ''] ?? '';
}

/** `the one that is wrong`, or nothing. */
export function roleOf({ roles }: HistoryIndex, place: number): string {
  return ROLES[roles.get(place) ?? 'related'];
}

/** `write x: 1` and `→ 1`. */
export function textsOf(
  { texts }: HistorySection,
  { columns }: HistoryIndex,
  place: number,
): readonly [call: string, result: string] {
  return [texts[columns.call[place]!] ?? '', texts[columns.result[place]!] ?? ''];
}

/** When it began and ended: in milliseconds, or by ranks where there are no times. */
export function whenOf({ columns }: HistoryIndex, place: number): string {
  const { begin, end, times } = columns;
  const until = (last: number, words: string): string =>
    last === Infinity ? ', never answered' : ` to ${words}`;
  if (times === undefined) {
    return `event ${begin[place]! + 1}${until(end[place]!, `event ${end[place]! + 1}`)}`;
  }
  const last = times.endUs[place]!;
  return `${milliseconds(times.beginUs[place]!)}${until(last, milliseconds(last))}`;
}

/** Everything about an operation, in a sentence. */
export function sentenceAbout(section: HistorySection, index: HistoryIndex, place: number): string {
  const { columns } = index;
  const [call, result] = textsOf(section, index, place);
  const role = roleOf(index, place);
  return [
    `#${columns.number[place]} ${call} ${result}`.trim(),
    `process ${section.lanes[columns.lane[place]!] ?? ''}`,
    outcomeOf(index, place),
    whenOf(index, place),
    ...(role === '' ? [] : [role]),
  ].join(', ');
}

/** Microseconds as milliseconds: `1.5 ms`. */
export function milliseconds(us: number): string {
  const text = (us / 1000).toFixed(3).replace(/\.?0+$/, '');
  return `${text} ms`;
}

/** A count with its thousands parted: `100,000`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
