/**
 * Figures of plots as text.
 */

/** A value with its unit, to about three digits: `1.25 ms`, `1,200 /s`. */
export function formatValue(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}`;
}

/** A number to about three digits. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  const text = value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
  return text.replace(/\.?0+$/, '');
}
