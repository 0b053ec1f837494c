/**
 * One operation from its call to its end: what is answered is `ok`, what is thrown is `info`,
 * because nobody knows, unless somebody does.
 */

import type { Value } from '../history/value.js';
import { errorOf, isRefused, resultOf } from './calls.js';
import type { RecordedCall } from './calls.js';
import { RecorderTimeoutError } from './recorder-error.js';
import type { OpenOperation, Recording } from './recording.js';

/** When an operation counts as failed, or as never answered. */
export interface EndSettings {
  /**
   * Whether what was thrown says that the operation certainly did not happen, now or later: it is
   * recorded as `fail`. Default: never; whoever says so wrongly hides violations, or makes some up.
   */
  readonly failed?: ((error: unknown) => boolean) | undefined;
  /**
   * Milliseconds after which an operation without an answer is recorded as `info`, and the call
   * rejects with a RecorderTimeoutError; an answer that comes later is ignored. Default: none.
   */
  readonly timeoutMs?: number | undefined;
}

/** An operation that has begun, and all that its end depends on. */
export interface Attempt {
  readonly recording: Recording;
  readonly operation: OpenOperation;
  readonly recorded: RecordedCall<never>;
  readonly settings: EndSettings;
  /** The call as text, for messages. */
  readonly describe: () => string;
}

/** Whether somebody will say later how it ends. */
export function isThenable(result: unknown): result is PromiseLike<unknown> {
  return (
    (typeof result === 'object' || typeof result === 'function') &&
    result !== null &&
    'then' in result &&
    typeof result.then === 'function'
  );
}

/** Answers as `result` does, when the end of the operation is recorded. */
export async function awaitEnd(attempt: Attempt, result: PromiseLike<unknown>): Promise<unknown> {
  const { timeoutMs } = attempt.settings;
  const ended = untilEnd(attempt, result);
  if (timeoutMs === undefined) return ended;
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = giveUp(attempt, timeoutMs);
      if (error !== undefined) reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([ended, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}

async function untilEnd(attempt: Attempt, result: PromiseLike<unknown>): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await result;
  } catch (thrown) {
    endThrown(attempt, thrown);
    throw thrown;
  }
  endAnswered(attempt, answer);
  return answer;
}

/** What the caller hears; nothing when the recording was finished and it may go on waiting. */
function giveUp(attempt: Attempt, timeoutMs: number): RecorderTimeoutError | undefined {
  const { recording, operation, describe } = attempt;
  if (!recording.isOpen(operation)) return undefined;
  recording.end(operation, 'info', undefined, `no answer within ${timeoutMs} ms`);
  return new RecorderTimeoutError(`no answer to ${describe()} within ${timeoutMs} ms`);
}

/**
 * Records an answer. One that cannot be recorded spoils the recording: the caller may go on as if
 * nothing had been, and a history in which everything is `info` is always right.
 * @throws RecorderError for an answer that no history can hold, and what `result` or `refused`
 * throws.
 */
export function endAnswered(attempt: Attempt, answer: unknown): void {
  const { recording, operation, recorded, describe } = attempt;
  if (!recording.isOpen(operation)) return;
  let value: Value | undefined;
  let type: 'ok' | 'fail';
  try {
    type = isRefused(answer, recorded) ? 'fail' : 'ok';
    value = type === 'fail' ? undefined : resultOf(answer, recorded, describe);
  } catch (error) {
    recording.end(operation, 'info', undefined, errorOf(error));
    recording.spoil(error);
    throw error;
  }
  recording.end(operation, type, value);
}

/** Records that something was thrown; what the predicate throws is thrown, and spoils all. */
export function endThrown({ recording, operation, settings }: Attempt, thrown: unknown): void {
  if (!recording.isOpen(operation)) return;
  let isCertain = false;
  try {
    isCertain = settings.failed?.(thrown) === true;
  } catch (error) {
    recording.spoil(error);
    throw error;
  } finally {
    recording.end(operation, isCertain ? 'fail' : 'info', undefined, errorOf(thrown));
  }
}
