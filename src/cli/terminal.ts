/**
 * Where commands print, and in which colours. Results go to standard output, progress and errors to
 * standard error. chalk decides about colour itself: NO_COLOR, FORCE_COLOR and streams that are no
 * terminal are honoured.
 */

import { Chalk, supportsColor } from 'chalk';
import type { ChalkInstance } from 'chalk';
import { PLAIN } from '../report/palette.js';
import type { Palette } from '../report/palette.js';

/** What a command may do to the world outside. */
export interface Terminal {
  /** Prints a result, ended by exactly one line end. */
  print(text: string): void;
  /** Prints a remark or an error. */
  remark(text: string): void;
  readonly palette: Palette;
  readonly columns: number;
  /** Whether standard error is a terminal a person looks at. */
  readonly isLive: boolean;
}

const COLUMNS = { min: 40, default: 100, max: 100 };

/** The palette on which reports are painted. */
function paletteOf(chalk: ChalkInstance): Palette {
  return {
    bad: (text) => chalk.red.bold(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
  };
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const noColor =
    (process.env['NO_COLOR'] ?? '') !== '' && process.env['FORCE_COLOR'] === undefined;
  const level = noColor || supportsColor === false ? 0 : supportsColor.level;
  const isCi = (process.env['CI'] ?? '') !== '';
  return {
    print: (text) => void process.stdout.write(`${text.trimEnd()}\n`),
    remark: (text) => void process.stderr.write(`${text}\n`),
    palette: level === 0 ? PLAIN : paletteOf(new Chalk({ level })),
    columns: Math.max(
      COLUMNS.min,
      Math.min(process.stdout.columns ?? COLUMNS.default, COLUMNS.max),
    ),
    isLive: process.stderr.isTTY === true && !isCi,
  };
}
