/**
 * The definition of set-full, without thought for time: every element looks at every read.
 */

import type { Event } from '../../../src/history/event.js';

export interface ElementFate {
  readonly element: number;
  readonly fate: 'stable' | 'lost' | 'never-read';
  readonly isStale: boolean;
}

/** Adds of integers, strict processes; reads are arrays of integers. */
export function setFates(events: readonly Event[]): ElementFate[] {
  const elements = [...new Set(events.filter(({ f }) => f === 'add').map(({ value }) => value))];
  return elements
    .map((element) => fateOf(element as number, events))
    .sort((left, right) => left.element - right.element);
}

function fateOf(element: number, events: readonly Event[]): ElementFate {
  const begun = events.findLastIndex(
    ({ f, type, value }) => f === 'add' && type === 'invoke' && value === element,
  );
  let known = Infinity;
  const present: number[] = [];
  const absent: number[] = [];
  events.forEach(({ f, type, value, process }, at) => {
    if (type !== 'ok' || at < begun) return;
    if (f === 'add' && value === element) known = Math.min(known, at);
    if (f !== 'read') return;
    const from = events.findLastIndex(
      (other, place) => place < at && other.process === process && other.type === 'invoke',
    );
    const sees = (value as number[]).includes(element);
    if (sees) known = Math.min(known, at);
    (sees ? present : absent).push(from);
  });
  const lastPresent = Math.max(-1, ...present);
  const lastAbsent = Math.max(-1, ...absent);
  const isStable = present.length > 0 && lastAbsent < lastPresent;
  const isLost = known < Infinity && lastAbsent > lastPresent && lastAbsent > known;
  return {
    element,
    fate: isStable ? 'stable' : isLost ? 'lost' : 'never-read',
    isStale: isStable && lastAbsent > known,
  };
}
