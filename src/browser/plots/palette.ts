/**
 * Colours, dashes and shapes of curves and dots: told apart without colour, and readable on light
 * and dark.
 */

import { useEffect, useState } from 'preact/hooks';

/** What a plot is drawn with. */
export interface PlotPalette {
  readonly ink: string;
  readonly grid: string;
  readonly fault: string;
  readonly series: readonly string[];
}

const LIGHT: PlotPalette = {
  ink: '#14181d',
  grid: '#dfe3e8',
  fault: '#d55e00',
  series: ['#0072b2', '#b84300', '#00694c', '#9a3f78', '#6b5500', '#3c4650'],
};

const DARK: PlotPalette = {
  ink: '#eef1f4',
  grid: '#343b44',
  fault: '#e69f00',
  series: ['#56b4e9', '#ff8a4c', '#3ecfa4', '#e39bc4', '#f0d060', '#c3ccd5'],
};

/** Lines apart by dash: solid, dashed, dotted, long. */
export const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [14, 4, 2, 4]];

/** The palette of the page as it is shown; on paper that of the light one. */
export function usePalette(): PlotPalette {
  const [isDark, setDark] = useState(isDarkNow);
  useEffect(() => {
    const query = darkness();
    const look = (): void => setDark(isDarkNow());
    const print = (): void => setDark(false);
    query.addEventListener('change', look);
    window.addEventListener('beforeprint', print);
    window.addEventListener('afterprint', look);
    return () => {
      query.removeEventListener('change', look);
      window.removeEventListener('beforeprint', print);
      window.removeEventListener('afterprint', look);
    };
  }, []);
  return isDark ? DARK : LIGHT;
}

/** Without a window, as in tests, it is light. */
function isDarkNow(): boolean {
  return typeof window !== 'undefined' && darkness().matches;
}

function darkness(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}
