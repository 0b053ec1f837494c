/**
 * What an `unknown` verdict says: why the search ended, what would help, and how far it got.
 */

import { describeCall, describeKey, reference } from '../describe.js';
import type { Allowance } from './allowance.js';
import type { Judgement } from './dovetail.js';
import type { Search } from './search.js';

type Unfinished = Extract<Judgement, { readonly kind: 'unknown' }>;

/** Why there is no answer and what would help. */
export function describeReason({ part, search }: Unfinished, allowance: Allowance): string {
  const where = describeKey(part.key);
  if (search === undefined) {
    return `too many operations in flight at once${where}; record with fewer processes`;
  }
  const crashed = search.columns.crashedMembers.reduce((sum, { length }) => sum + length, 0);
  const visited = `after ${allowance.configurations} configurations${where}`;
  const cause =
    crashed > 0
      ? `${crashed} crashed operations may each have happened at any later time or never`
      : 'too many orders of the operations in flight are possible';
  if (allowance.exhausted === 'stopped') return `stopped from outside ${visited}`;
  if (allowance.exhausted === 'memory') return `out of memory ${visited}: ${cause}`;
  return `gave up ${visited}: ${cause}; raise configurationsMax (${allowance.configurationsMax})`;
}

/** Key, operation reached, and the prefix that is known to be linearizable. */
export function describeProgress(
  { part, search }: Unfinished,
  legalParts: number,
  parts: number,
): string {
  const others = parts > 1 ? `; ${legalParts} of ${parts} keys are linearizable` : '';
  if (search === undefined) return `not begun${describeKey(part.key)}${others}`;
  return `${describeReach(search)}${describeKey(part.key)}${others}`;
}

function describeReach(search: Search): string {
  const { columns, furthest } = search;
  let returned = 0;
  for (let at = 0; at < furthest; at++) returned += columns.events[at]! & 1;
  const member = columns.events[furthest]! >> 1;
  const call = columns.kinds[columns.kindOf[member]!]!;
  return (
    `reached the return of ${reference(columns.part.place[member]!)} (${describeCall(call)}): ` +
    `the history up to there, ${returned} of ${columns.events.length / 2} completed operations, ` +
    'is linearizable'
  );
}
