/**
 * Asks questions of processes, one for each core at a time.
 */

import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Question } from './question.js';

const ANSWER = fileURLToPath(new URL('./answer.js', import.meta.url));

const waiting: (() => void)[] = [];
let free = availableParallelism();

/** The answer of a process of its own; waits until a core is free. */
export async function ask<Answer>(question: Question): Promise<Answer> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free--;
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [ANSWER, JSON.stringify(question)],
      { maxBuffer: 2 ** 26 },
    );
    return JSON.parse(stdout) as Answer;
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
}
