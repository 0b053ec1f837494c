/**
 * Messages as arrows: each on its way, with what became of it. Where a counterexample keeps no
 * arrows, as older files do not, those that went astray are drawn alone.
 */

import type { MessageIdentity, Scenario } from '../../scenario/scenario.js';
import type { Story, StoryArrow, StoryMessage } from '../counterexample.js';
import { escapeText } from '../escape.js';
import { describeFate } from '../stray-messages.js';
import type { ArrowView } from './page-data.js';

const NAME_LENGTH_MAX = 40;

/** The arrows of a story, in order of sending. Linear, but for sorting. */
export function arrowViews(story: Story, scenario: Scenario): ArrowView[] {
  const numbers = new Map(story.operations.map(({ programId, number }) => [programId, number]));
  const strays = new Map<string, StoryMessage[]>();
  for (const stray of story.messages) {
    const identity = identityOf(stray.message);
    strays.set(identity, [...(strays.get(identity) ?? []), stray]);
  }
  const arrows = (story.arrows ?? []).flatMap((arrow) => {
    const identity = identityOf(arrow.message);
    const found = strays.get(identity) ?? [];
    strays.delete(identity);
    return drawn(arrow, found, numbers);
  });
  const { latency } = scenario.network;
  const usualUs = latency.kind === 'fixed' ? latency.us : latency.minUs;
  const others = [...strays.values()].flatMap((found) =>
    drawn(guessed(found, usualUs), found, numbers),
  );
  return [...arrows, ...others].sort((left, right) => left.sentUs - right.sentUs);
}

/** One message: its own arrow with what befell it, and the copies that it brought. */
function drawn(
  arrow: StoryArrow,
  strays: readonly StoryMessage[],
  numbers: ReadonlyMap<number, number>,
): ArrowView[] {
  const { message, sentUs, arrivedUs, fate } = arrow;
  const operation = numbers.get(Number(/^op (\d{1,15})$/.exec(message.cause)?.[1] ?? -1));
  const base = {
    from: name(message.from),
    to: name(message.to),
    sentUs,
    type: name(message.type),
    ...(operation === undefined ? {} : { operation }),
  };
  const own = strays.filter(({ kind }) => kind !== 'duplicate');
  const copies = strays.filter(({ kind }) => kind === 'duplicate');
  const arrives = arrivedUs === undefined ? {} : { arrivedUs };
  // A message that stands still at the end of the run has not been lost.
  const lost = fate === 'lost' ? 'drop' : fate === 'cut' ? 'cut' : 'plain';
  return [
    {
      ...base,
      ...arrives,
      fate: lost === 'plain' ? (own.at(-1)?.kind ?? 'plain') : lost,
      remark: own.length > 0 ? own.map(remarkOf).join('; ') : REMARKS[lost],
    },
    ...copies.map((copy): ArrowView => {
      const again = arrivedUs === undefined ? {} : { arrivedUs: arrivedUs + copy.byUs };
      return { ...base, ...again, fate: 'duplicate', remark: remarkOf(copy) };
    }),
  ];
}

const REMARKS = { plain: '', drop: 'lost', cut: 'cut off' };

/** The way of a message of which only is known what befell it. */
function guessed(strays: readonly StoryMessage[], usualUs: number): StoryArrow {
  const { message, sentUs } = strays[0] as StoryMessage;
  if (strays.some(({ kind }) => kind === 'drop')) return { message, sentUs, fate: 'lost' };
  // What a fault did on arrival is told with the time of the arrival.
  const isSent = strays.some(({ kind }) => kind === 'late' || kind === 'duplicate');
  const late = strays.find(({ kind }) => kind === 'late')?.byUs ?? 0;
  return { message, sentUs, arrivedUs: isSent ? sentUs + usualUs + late : sentUs, fate: 'sent' };
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
