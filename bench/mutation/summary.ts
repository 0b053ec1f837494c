/**
 * What the tests noticed, in lines for a terminal.
 */

import { dirname } from 'node:path';
import type { Mutant } from './mutants.js';

const OUTCOMES = ['killed', 'timed out', 'survived', 'no coverage'] as const;

/** What became of a mutant; the first two kinds were noticed. */
export type Outcome = (typeof OUTCOMES)[number];

/** A mutant and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
}

/** Each mutant that was not noticed: its place, what stood there, and what took its place. */
export function survivorLines(results: readonly Judged[]): string[] {
  return results
    .filter((result) => !isNoticed(result))
    .flatMap(({ mutant, outcome }) => [
      `${mutant.file}:${mutant.line} ${mutant.mutator} ${outcome}`,
      ...quoted('-', mutant.original),
      ...quoted('+', mutant.replacement),
    ]);
}

function isNoticed({ outcome }: Judged): boolean {
  return outcome === 'killed' || outcome === 'timed out';
}

function quoted(sign: string, text: string): string[] {
  const lines = text.split('\n');
  const shown = lines.length > 6 ? [...lines.slice(0, 5), '...'] : lines;
  return shown.map((line) => `  ${sign} ${line.trim()}`);
}

/** A table by folder with a last row for all, and the share that was noticed. */
export function summaryLines(results: readonly Judged[]): {
  readonly lines: readonly string[];
  readonly score: number;
} {
  const folders = [...new Set(results.map(({ mutant }) => dirname(mutant.file)))].sort();
  const rows = folders.map((folder) =>
    rowOf(
      folder,
      results.filter(({ mutant }) => dirname(mutant.file) === folder),
    ),
  );
  const head =
    'folder'.padEnd(52) + [...OUTCOMES, 'score'].map((each) => each.padStart(12)).join('');
  return { lines: [head, ...rows, rowOf('all', results)], score: scoreOf(results) };
}

function rowOf(name: string, results: readonly Judged[]): string {
  const counts = OUTCOMES.map(
    (wanted) => results.filter(({ outcome }) => outcome === wanted).length,
  );
  const score = `${(100 * scoreOf(results)).toFixed(1)} %`;
  return name.padEnd(52) + [...counts, score].map((each) => String(each).padStart(12)).join('');
}

function scoreOf(results: readonly Judged[]): number {
  return results.filter(isNoticed).length / results.length;
}
