/**
 * The refutation of a stack history in which too many values were on top of others that came out.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import type { Refutation } from '../monitor.js';
import type { Buried } from './crashed-pops.js';
import type { StackValues } from './stack-values.js';
import { StackWords } from './stack-words.js';

const SENTENCES_MAX = 4;

/** Groups of three. */
const SHOWN_MAX = 4;

/**
 * The refutation by the rule `buried`: groups `[push above, push below, pop below]`, one for each
 * value that must have been taken before the one below it came out.
 */
export function refuteBuried(
  part: Part,
  values: ContainerValues,
  stack: StackValues,
  { pairs, pops }: Buried,
): Refutation {
  const words = new StackWords(part, values, stack.nested);
  const groups = pairs.map(({ above, below }) => [
    ...words.membersOf(above),
    ...words.membersOf(below),
  ]);
  const sentences = pairs
    .slice(-SENTENCES_MAX)
    .map(
      ({ above, below }) =>
        `${words.push(above).name} put ${words.valueOf(above)} above ` +
        `${words.valueOf(below)}, which ${words.pop(below).name} popped.`,
    );
  const more = pairs.length - SENTENCES_MAX;
  if (more > 0) sentences.push(`So it is with ${more} more values.`);
  const { below } = pairs[pairs.length - 1]!;
  const last = words.pop(below);
  const lowest = words.valueOf(below);
  const count = pairs.length === 1 ? '1 value' : `${pairs.length} values`;
  const called = pops === 0 ? 'none of those' : `only ${pops} of those`;
  return {
    rule: 'buried',
    groups,
    message: `${last.f} answered ${lowest}, while too few pops had taken what was above it`,
    explanation: [
      ...sentences,
      `No pop answered what was above. It must have been taken by pops without an answer, ` +
        `${count} by the return of ${last.name}; but by then ${called} had been called.`,
    ],
    shown: groups.slice(-SHOWN_MAX).flat(),
  };
}
