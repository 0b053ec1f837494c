/**
 * Messages as arrows: each on its way, with what became of it. Where a counterexample keeps no
 * arrows, as older files do not, those that went astray are drawn alone.
 */

import type { MessageIdentity } from '../../scenario/scenario.js';
import type { Story, StoryArrow, StoryMessage } from '../counterexample.js';
import { escapeText } from '../escape.js';
import { describeFate } from '../stray-messages.js';
import type { ArrowView } from './page-data.js';

const NAME_LENGTH_MAX = 40;

/** The arrows of a story, in order of sending. Linear, but for sorting. */
export function arrowViews(story: Story): ArrowView[] {
  const numbers = new Map(story.operations.map(({ programId, number }) => [programId, number]));
  const strays = new Map<string, StoryMessage[]>();
  const further: ArrowView[] = [];
  for (const stray of story.messages) {
    const identity = identityOf(stray.message);
    if (isFurther(stray)) further.push(furtherView(stray, numbers));
    else strays.set(identity, [...(strays.get(identity) ?? []), stray]);
  }
  const arrows = (story.arrows ?? []).map((arrow) => {
    const identity = identityOf(arrow.message);
    const found = strays.get(identity) ?? [];
    strays.delete(identity);
    return arrowView(arrow, found, numbers);
  });
  const others = [...strays.values()].map((found) => strayView(found, numbers));
  return [...arrows, ...others, ...further].sort((left, right) => left.sentUs - right.sentUs);
}

/** Whether it came beside the message whose identity it bears, which went its own way. */
function isFurther({ kind }: StoryMessage): boolean {
  return kind === 'duplicate' || kind === 'repeated' || kind === 'forged';
}

/** One message with what befell it. */
function arrowView(
  { message, sentUs, arrivedUs, fate }: StoryArrow,
  strays: readonly StoryMessage[],
  numbers: ReadonlyMap<number, number>,
): ArrowView {
  // A message that stands still at the end of the run has not been lost.
  const lost = fate === 'lost' ? 'drop' : fate === 'cut' ? 'cut' : 'plain';
  return {
    ...wayOf(message, numbers),
    sentUs,
    ...(arrivedUs === undefined ? {} : { arrivedUs }),
    fate: lost === 'plain' ? (strays.at(-1)?.kind ?? 'plain') : lost,
    remark: strays.length > 0 ? strays.map(remarkOf).join('; ') : REMARKS[lost],
  };
}

const REMARKS = { plain: '', drop: 'lost', cut: 'cut off' };

/** A message of which only is known what befell it. */
function strayView(
  strays: readonly StoryMessage[],
  numbers: ReadonlyMap<number, number>,
): ArrowView {
  const { message, sentUs } = strays[0] as StoryMessage;
  const arrivedUs = strays.find((stray) => stray.arrivedUs !== undefined)?.arrivedUs;
  const drop = strays.find(({ kind }) => kind === 'drop');
  const told = strays.map(remarkOf);
  return {
    ...wayOf(message, numbers),
    sentUs,
    ...(arrivedUs === undefined ? {} : { arrivedUs }),
    fate: (drop ?? strays.at(-1))?.kind ?? 'plain',
    remark: [...told, ...(drop || arrivedUs !== undefined ? [] : [UNKNOWN])].join('; '),
  };
}

/** A copy, a repetition or a forgery. */
function furtherView(stray: StoryMessage, numbers: ReadonlyMap<number, number>): ArrowView {
  const { message, sentUs, arrivedUs, kind } = stray;
  return {
    ...wayOf(message, numbers),
    sentUs,
    ...(arrivedUs === undefined ? {} : { arrivedUs }),
    fate: kind,
    remark: arrivedUs === undefined ? `${remarkOf(stray)}; ${UNKNOWN}` : remarkOf(stray),
  };
}

const UNKNOWN = 'not known when it arrived';

function wayOf(
  { from, to, type, cause }: MessageIdentity,
  numbers: ReadonlyMap<number, number>,
): Pick<ArrowView, 'from' | 'to' | 'type' | 'operation'> {
  const operation = numbers.get(Number(/^op (\d{1,15})$/.exec(cause)?.[1] ?? -1));
  return {
    from: name(from),
    to: name(to),
    type: name(type),
    ...(operation === undefined ? {} : { operation }),
  };
}

function remarkOf({ kind, byUs, what }: StoryMessage): string {
  const change = what === undefined ? '' : `, ${escapeText(what, { lengthMax: 80 })}`;
  return `${describeFate(kind, byUs)}${change}`;
}

function identityOf({ cause, type, from, to, nth }: MessageIdentity): string {
  return JSON.stringify([cause, type, from, to, nth]);
}

function name(text: string): string {
  return escapeText(text, { lengthMax: NAME_LENGTH_MAX });
}
