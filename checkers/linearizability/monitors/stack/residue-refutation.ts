/**
 * The refutation of a stack history of which the elimination left something, for the verifier and
 * for people.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import type { Refutation } from '../monitor.js';
import { smallResidue, type Obstacle, type SmallResidue } from './residue.js';
import type { StackValues } from './stack-values.js';
import { StackWords } from './stack-words.js';

const SENTENCES_MAX = 6;

const SHOWN_MAX = 12;

/**
 * The refutation by the rule `residue`: one group for each value, its push and, when it was popped,
 * its pop. Each of the values has one of the two covered by the certain time of others.
 */
export function refuteResidue(
  part: Part,
  values: ContainerValues,
  stack: StackValues,
  residue: Int32Array,
): Refutation {
  const small = smallResidue(stack.spans, residue);
  const words = new StackWords(part, values, stack.nested);
  const groups = Array.from(small.values, (value) => words.membersOf(value));
  const text = small.values.length === 2 ? explainPair(words, small) : explainResidue(words, small);
  return { rule: 'residue', groups, ...text, shown: groups.flat().slice(0, SHOWN_MAX) };
}

type Text = Pick<Refutation, 'message' | 'explanation'>;

/** Of two values one was pushed onto the other and is still there when that is popped. */
function explainPair(words: StackWords, { values, obstacle }: SmallResidue): Text {
  const [one, two] = Array.from(values, obstacle) as [Obstacle, Obstacle];
  const [below, above] = one.isPop ? [one.value, two.value] : [two.value, one.value];
  const lower = words.valueOf(below);
  const upper = words.valueOf(above);
  return {
    message: `${words.pop(below).f} answered ${lower}, while ${upper} was certainly above it`,
    explanation: [
      `${words.push(above).name} put ${upper} on the stack after ${words.push(below).name} had ` +
        `put ${lower} there and before ${words.pop(below).name} took it, so ${upper} was above ` +
        `${lower}.`,
      `${words.pop(below).name} answered ${lower} after ${words.push(above).name} had returned ` +
        `and ${words.untilPopped(above)}, so ${upper} was still above ${lower}.`,
    ],
  };
}

function explainResidue(words: StackWords, { values, obstacle }: SmallResidue): Text {
  const sentences = Array.from(values.subarray(0, SENTENCES_MAX), (value) => {
    const { isPop, by } = obstacle(value);
    const operation = isPop ? words.pop(value) : words.push(value);
    const covering = by.slice(0, SENTENCES_MAX).map((other) => words.valueOf(other));
    if (by.length > SENTENCES_MAX) covering.push(`${by.length - SENTENCES_MAX} more`);
    const others = covering.length === 1 ? covering[0]! : `one of ${covering.join(', ')}`;
    return (
      `While ${operation.name} ${isPop ? 'popped' : 'pushed'} ${words.valueOf(value)}, ` +
      `${others} was certainly on the stack all the time.`
    );
  });
  const more = values.length - SENTENCES_MAX;
  if (more > 0) sentences.push(`The same is true of a push or a pop of ${more} more values.`);
  return {
    message: `these ${values.length} values went onto the stack and off it in no possible order`,
    explanation: [
      ...sentences,
      `In any order, the one of these ${values.length} values that is pushed first is pushed and ` +
        'popped while none of the others is there; but each was pushed or popped while ' +
        'another was.',
    ],
  };
}
