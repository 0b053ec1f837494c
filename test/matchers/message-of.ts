/**
 * What a test would print: the message with which an expectation fails.
 */

import { expect } from 'vitest';

/** The message of what `attempt` throws; fails when it throws nothing. */
export async function messageOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return expect.unreachable('expected it to fail');
}
