/**
 * Messages that did not simply arrive, in words: one line for those that one step sent to several
 * receivers.
 */

import type { MessageIdentity } from '../scenario/scenario.js';
import type { StoryMessage, StoryOperation } from './counterexample.js';
import { escapeText } from './escape.js';
import { glyphsFor } from './glyphs.js';
import { formatDuration } from './quantities.js';

/** Messages with the same fate, sent together. */
export interface StrayGroup {
  readonly sentUs: number;
  readonly text: string;
  /** The operation they belong to. */
  readonly number: number | undefined;
}

/** `lost: #2 store c0→n1, n2`, in order of sending. */
export function groupStrayMessages(
  messages: readonly StoryMessage[],
  operations: readonly StoryOperation[],
  options: { readonly ascii?: boolean } = {},
): StrayGroup[] {
  const numbers = new Map(operations.map(({ programId, number }) => [programId, number]));
  const groups = new Map<string, StoryMessage[]>();
  for (const stray of [...messages].sort((left, right) => left.sentUs - right.sentUs)) {
    const { cause, type, from, nth } = stray.message;
    const { sentUs, kind, byUs, what } = stray;
    const name = JSON.stringify([sentUs, kind, byUs, what, cause, type, from, nth]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [stray]);
    else group.push(stray);
  }
  return [...groups.values()].map((group) => {
    const { message, sentUs } = group[0] as StoryMessage;
    const programId = operationOf(message);
    const number = programId === undefined ? undefined : numbers.get(programId);
    return { sentUs, number, text: describeGroup(group, numbers, options.ascii === true) };
  });
}

function describeGroup(
  group: readonly StoryMessage[],
  numbers: ReadonlyMap<number, number>,
  ascii: boolean,
): string {
  const { message, kind, byUs, what } = group[0] as StoryMessage;
  const shown = (text: string): string => escapeText(text, { ascii, lengthMax: 40 });
  const receivers = group.map(({ message: { to } }) => shown(to));
  const more = receivers.length > 8 ? [`${receivers.length - 8} more`] : [];
  const to = [...receivers.slice(0, 8), ...more].join(', ');
  const nth = message.nth > 1 ? ` (no. ${message.nth})` : '';
  const cause = describeCause(message, numbers, shown);
  const route = `${shown(message.from)}${glyphsFor(ascii).arrow}${to}`;
  const change = what === undefined ? '' : `, ${escapeText(what, { ascii, lengthMax: 80 })}`;
  return `${describeFate(kind, byUs)}: ${cause}${shown(message.type)}${nth} ${route}${change}`;
}

/** What became of a message: `late by 4 ms`. */
export function describeFate(kind: StoryMessage['kind'], byUs: number): string {
  switch (kind) {
    case 'late':
      return `late by ${formatDuration(byUs)}`;
    case 'drop':
      return 'lost';
    case 'duplicate':
      return `again after ${formatDuration(byUs)}`;
    case 'changed':
      return 'changed on the way';
    case 'repeated':
      return 'an old one again';
    case 'forged':
      return 'forged';
    case 'held':
      return 'held back';
  }
}

function describeCause(
  message: MessageIdentity,
  numbers: ReadonlyMap<number, number>,
  shown: (text: string) => string,
): string {
  const programId = operationOf(message);
  if (programId !== undefined) {
    const number = numbers.get(programId);
    return number === undefined ? '' : `#${number} `;
  }
  // `n0/2 election 5`: the reader wants the timer; which firing it was, the time says.
  const [, timer] = message.cause.split(' ');
  return timer === undefined || timer === message.type ? '' : `${shown(timer)} `;
}

function operationOf({ cause }: MessageIdentity): number | undefined {
  const match = /^op (\d{1,15})$/.exec(cause);
  return match === null ? undefined : Number(match[1]);
}
