/**
 * Options that several commands share: what they read, and the parsers of their values.
 */

import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ExitCode } from './exit-codes.js';

/** Takes the exit code of the command that ran. */
export type Finish = (exitCode: ExitCode) => void;

/** Where counterexamples are kept unless somebody says otherwise. */
export const FOLDER = '.skerry';

/** A command with the options that say what is drawn, of `run` and `measure`. */
export function drawing(program: Command, name: string, runs: number): Command {
  return program
    .command(name)
    .option('--system <name>', 'one of the list, or a module that exports a cluster', 'abd')
    .option('--bug <name>', 'switch on a mistake; repeatable', collect, [])
    .option('--workload <name>', "what clients do; default the system's own")
    .option('--faults <kinds>', 'inject only these, parted by commas; or none')
    .option('--runs <count>', 'scenarios at most', wholeNumber(1), runs)
    .option('--seed <number>', 'draw the same scenarios again', wholeNumber(0, 0xffffffff));
}

/** How a history is written. */
export function formatOption(): Option {
  const formats = ['jsonl', 'operations', 'json', 'edn', 'log'];
  return new Option('--format <name>', 'default: guessed from the content').choices(formats);
}

/** Of a repeatable option. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/** A whole number in a range, both ends included. */
export function wholeNumber(
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
  };
}

/** A part of a whole: `2/5`. */
export function shard(text: string): { readonly index: number; readonly count: number } {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('It takes a part of a whole, such as 2/5.');
}

/** Seconds: `30`, `0.5`, `8s`. */
export function seconds(text: string): number {
  const value = Number(text.replace(/s$/, ''));
  if (/^\d+(\.\d+)?s?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('It takes seconds, such as 30 or 0.5.');
}
