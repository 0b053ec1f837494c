/**
 * Runs in a thread of the pool: does one piece of a bounded search after the other.
 */

import { explorePart } from '../bounded.js';
import type { BoundedSubject, PartResult } from '../bounded.js';
import type { BoundedTask } from './bounded-threads.js';
import { subjectOf } from './subject-reference.js';

// A pool serves one search.
let subject: BoundedSubject | undefined;

/** What comes of one piece of a search. */
export async function explore({ part, reference, ...rest }: BoundedTask): Promise<PartResult> {
  subject ??= { ...(await subjectOf(reference)), ...rest };
  return explorePart(subject, part);
}
