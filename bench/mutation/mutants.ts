/**
 * All mutants of some source files, found by Stryker's instrumenter, and how one of them is put
 * into its file. Literal texts are left alone: most are sentences for people, which golden tests
 * hold, and names of kinds, which the compiler holds.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { below, mix } from '../../src/scenario/randomness.js';

/** One small change to a source file. */
export interface Mutant {
  readonly id: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Where the original begins, counted from 1. */
  readonly line: number;
  /** The text from `start` to `end`, offsets in the file, is replaced. */
  readonly start: number;
  readonly end: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

/** What there is to mutate. */
export interface Mutants {
  /** In order of files and places. */
  readonly all: readonly Mutant[];
  /** The text of each file. */
  readonly texts: ReadonlyMap<string, string>;
  /** The same with counters that tell which mutants a test meets. */
  readonly instrumented: ReadonlyMap<string, string>;
}

const EXCLUDED = ['StringLiteral'];

/** Replacements that stand where an expression stood may bind less tightly than it did. */
const EXPRESSIONS = new Set([
  'ArithmeticOperator',
  'BooleanLiteral',
  'ConditionalExpression',
  'EqualityOperator',
  'LogicalOperator',
]);

/** Finds the mutants of `files`, which are paths relative to `root`. */
export async function findMutants(root: string, files: readonly string[]): Promise<Mutants> {
  const silent = (): void => undefined;
  const logger = {
    isTraceEnabled: () => false,
    isDebugEnabled: () => false,
    isInfoEnabled: () => false,
    isWarnEnabled: () => false,
    isErrorEnabled: () => false,
    isFatalEnabled: () => false,
    trace: silent,
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    fatal: silent,
  };
  const sources = files.map((name) => ({
    name,
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const { files: instrumented, mutants } = await new Instrumenter(logger).instrument(sources, {
    plugins: [],
    ignorers: [],
    excludedMutations: EXCLUDED,
  });
  const texts = new Map(sources.map(({ name, content }) => [name, content]));
  const all = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map((mutant): Mutant => {
      const text = texts.get(mutant.fileName)!;
      const [start, end] = [
        offsetOf(text, mutant.location.start),
        offsetOf(text, mutant.location.end),
      ];
      return {
        id: mutant.id,
        file: mutant.fileName,
        line: mutant.location.start.line + 1,
        start,
        end,
        mutator: mutant.mutatorName,
        original: text.slice(start, end),
        replacement: mutant.replacement,
      };
    });
  return {
    all,
    texts,
    instrumented: new Map(instrumented.map(({ name, content }) => [name, content])),
  };
}

function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  let start = 0;
  for (let passed = 0; passed < line; passed++) start = text.indexOf('\n', start) + 1;
  return start + column;
}

/** The text of the file with the mutant in it. */
export function applied(text: string, mutant: Mutant): string {
  const { start, end, mutator, replacement } = mutant;
  const isCase = /^(case\b|default\b)/.test(mutant.original);
  const put = EXPRESSIONS.has(mutator) && !isCase ? `(${replacement})` : replacement;
  return text.slice(0, start) + put + text.slice(end);
}

/** `count` of the mutants, the same for the same seed, in the order they were in. */
export function sample(all: readonly Mutant[], count: number, seed: number): Mutant[] {
  const order = all.map((_, at) => at);
  const size = Math.min(count, all.length);
  for (let at = 0; at < size; at++) {
    const other = at + below(mix(mix(0x9e3779b9 | 0, seed | 0), at), all.length - at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  const drawn = order.slice(0, size).sort((first, second) => first - second);
  return drawn.map((at) => all[at]!);
}
