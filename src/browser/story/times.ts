/**
 * Times as the reader reads them.
 */

/** `5 ms`, `0.25 ms`, `1,200 ms`. */
export function millisecondsText(us: number): string {
  return `${(us / 1000).toLocaleString('en', { maximumFractionDigits: 3 })} ms`;
}
