/**
 * Colours of a report inside a test's message: none, unless the tests run in a terminal that shows
 * them. Vitest's workers have no terminal of their own; Vitest says in `FORCE_TTY` whether the main
 * process has one.
 */

import { Chalk } from 'chalk';
import { PLAIN } from '../report/palette.js';
import type { Palette } from '../report/palette.js';

/**
 * The palette for `environment`; `NO_COLOR` and `FORCE_COLOR` are honoured, and a log in CI stays
 * plain.
 */
export function paletteFor(environment: Readonly<Record<string, string | undefined>>): Palette {
  if (!hasColors(environment)) return PLAIN;
  const chalk = new Chalk({ level: 1 });
  return {
    bad: (text) => chalk.red.bold(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
  };
}

function hasColors(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR, FORCE_COLOR, FORCE_TTY, CI, TERM } = environment;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (isSet(NO_COLOR) || isSet(CI) || TERM === 'dumb') return false;
  return FORCE_TTY === 'true';
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '';
}
