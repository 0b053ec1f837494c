/**
 * What happened beside the operations of a story, as notes of its timeline: faults, messages that
 * went astray, the moment an invariant broke.
 */

import type { Story, StoryFault } from './counterexample.js';
import type { Culprit } from './culprit.js';
import { escapeText } from './escape.js';
import { wordsOf } from './faults.js';
import { countOf } from './quantities.js';
import { groupStrayMessages } from './stray-messages.js';
import type { Span, TimelineNote } from './timeline.js';

/** What notes need to know beside the story. */
export interface StoryNotesOptions {
  readonly ascii: boolean;
  readonly culprit: Culprit | undefined;
  /** When all faults ended; told where final operations follow. */
  readonly healAtUs: number;
}

/** The notes of a story, in no particular order but at one moment the most important first. */
export function storyNotes(
  story: Story,
  spans: readonly Span[],
  options: StoryNotesOptions,
): TimelineNote[] {
  const { ascii, culprit, healAtUs } = options;
  const notes: TimelineNote[] = [];
  if (culprit?.finding.atUs !== undefined) {
    const text = `ILLEGAL: ${escapeText(culprit.anomaly.kind, { ascii, lengthMax: 60 })}`;
    notes.push({ position: culprit.finding.atUs, text, tone: 'bad', isKey: true });
  }
  const involved = spans.filter(({ role }) => role === 'offending' || role === 'involved');
  const [from, to] = extentOf(involved);
  for (const happened of story.faults) {
    const { beganUs, endedUs, effects } = happened;
    const isKey = effects > 0 && beganUs <= to && endedUs >= from;
    notes.push(...faultNotes(happened, isKey, story.endUs, ascii));
  }
  const numbers = new Set(involved.map(({ number }) => number));
  for (const group of groupStrayMessages(story.messages, story.operations, { ascii })) {
    const { sentUs, text, number } = group;
    const isKey = number !== undefined && numbers.has(number);
    notes.push({ position: sentUs, text, tone: 'warn', isKey });
  }
  const hasFaults = story.faults.length + story.messages.length > 0;
  if (hasFaults && story.operations.some(({ final }) => final)) {
    notes.push({ position: healAtUs, text: 'all faults have ended', tone: 'faint', isKey: false });
  }
  return notes;
}

/** From the first begin to the last known step; all of time where there are no operations. */
function extentOf(spans: readonly Span[]): readonly [from: number, to: number] {
  if (spans.length === 0) return [-Infinity, Infinity];
  return spans.reduce<readonly [number, number]>(
    ([from, to], { begin, end }) => [
      Math.min(from, begin),
      Math.max(to, end === Infinity ? begin : end),
    ],
    [Infinity, -Infinity],
  );
}

function faultNotes(
  happened: StoryFault,
  isKey: boolean,
  endUs: number,
  ascii: boolean,
): TimelineNote[] {
  const { fault, beganUs, endedUs, effects } = happened;
  // What the heal forestalled never began.
  if (beganUs < 0) return [];
  const id = escapeText(fault.id, { ascii, lengthMax: 20 });
  const effect = escapeText(wordsOf(fault).effect(fault), { ascii });
  const worth = effects === 0 ? ' (no effect)' : countHits(happened);
  const begin: TimelineNote = {
    position: beganUs,
    text: `${id} begins: ${effect}${worth}`,
    tone: 'warn',
    isKey,
  };
  // A fault that ends with the run ended nothing.
  if (endedUs < beganUs || endedUs >= endUs || wordsOf(fault).isInstant === true) return [begin];
  const text = `${id} ends: ${escapeText(wordsOf(fault).end(fault), { ascii })}`;
  return [begin, { position: endedUs, text, tone: 'warn', isKey: false }];
}

/** How much a fault of the network did: a crash or a pause speaks for itself. */
function countHits({ fault, effects }: StoryFault): string {
  return wordsOf(fault).countsMessages === true ? ` (${countOf(effects, 'message')} hit)` : '';
}
