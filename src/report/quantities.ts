/**
 * Times, counts and shares as text, by integer arithmetic and without locale, so that a report is
 * the same text everywhere.
 */

/** Microseconds as milliseconds with up to three decimals: `12 ms`, `0.05 ms`. */
export function formatDuration(us: number): string {
  return `${formatMilliseconds(us, 3).replace(/\.?0+$/, '')} ms`;
}

/** Microseconds as milliseconds with so many decimals, what is beyond them cut off: `12.3`. */
export function formatMilliseconds(us: number, decimals: 0 | 1 | 2 | 3): string {
  const whole = Math.round(us);
  const size = Math.abs(whole);
  const sign = whole < 0 ? '-' : '';
  const milliseconds = `${sign}${Math.floor(size / 1000)}`;
  if (decimals === 0) return milliseconds;
  const fraction = String(size % 1000).padStart(3, '0');
  return `${milliseconds}.${fraction.slice(0, decimals)}`;
}

/** The fewest decimals by which distinct times in microseconds print distinctly. */
export function decimalsFor(timesUs: Iterable<number>): 0 | 1 | 2 | 3 {
  const distinct = [...new Set(timesUs)];
  for (const decimals of [0, 1, 2] as const) {
    const printed = new Set(distinct.map((us) => formatMilliseconds(us, decimals)));
    if (printed.size === distinct.length) return decimals;
  }
  return 3;
}

/** An integer with its thousands parted: `2,000,000`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 fault`, `2 faults`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/**
 * A share as a whole percentage; `<1 %` and `>99 %` keep what is not nothing or all apart from it.
 */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '- %';
  const percent = Math.floor((200 * part + whole) / (2 * whole));
  if (percent === 0 && part > 0) return '<1 %';
  if (percent === 100 && part < whole) return '>99 %';
  return `${percent} %`;
}

/** Parts per million as a percentage: `1.5 %`. */
export function formatPpm(ppm: number): string {
  const whole = Math.round(Math.abs(ppm));
  const text = `${Math.floor(whole / 10_000)}.${String(whole % 10_000).padStart(4, '0')}`;
  return `${text.replace(/\.?0+$/, '')} %`;
}

/** `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
