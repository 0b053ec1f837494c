/**
 * What happened in a story, one thing after the other, each in a sentence: the steps that the
 * reader takes with the arrow keys.
 */

import type { ArrowView, BadgeView, StateView, StoryView } from '../../report/page/page-data.js';

/** One step. */
export interface StoryEvent {
  readonly atUs: number;
  readonly kind: 'begin' | 'end' | 'send' | 'arrive' | 'state' | 'fault' | 'mark';
  readonly text: string;
  /** Where it happened. */
  readonly lane: string;
  readonly operation?: number;
  /** Place in the list of arrows. */
  readonly arrow?: number;
  /** Here an invariant broke. */
  readonly isViolation?: boolean;
  /** States that servers show from here on. */
  readonly states: readonly StateView[];
}

/** At one moment causes come before effects. */
const ORDER: Readonly<Record<StoryEvent['kind'], number>> = {
  fault: 0,
  arrive: 1,
  mark: 2,
  state: 3,
  end: 4,
  begin: 5,
  send: 6,
};

/** All steps in order of time. Log-linear. */
export function eventsOf(view: StoryView): StoryEvent[] {
  const events: StoryEvent[] = [
    ...operationEvents(view),
    ...view.arrows.flatMap(arrowEvents),
    ...faultEvents(view),
  ];
  const withStates = attachStates(events, view.states);
  return withStates.sort(
    (left, right) => left.atUs - right.atUs || ORDER[left.kind] - ORDER[right.kind],
  );
}

/** What each server shows before the first step. */
export function initialStates({ states }: StoryView): ReadonlyMap<string, string> {
  const initial = new Map<string, string>();
  for (const { atUs, server, text } of states) if (atUs === 0) initial.set(server, text);
  return initial;
}

function operationEvents({ operations }: StoryView): StoryEvent[] {
  return operations.flatMap(({ number, lane, call, result, role, beginUs, endUs, outcome }) => {
    const verdict = role === 'offending' ? ': this is the illegal one' : '';
    const about = { lane, operation: number, states: [] };
    const begin: StoryEvent = {
      ...about,
      atUs: beginUs,
      kind: 'begin',
      text: `${lane} begins #${number} ${call}`,
    };
    if (endUs === undefined) return [begin];
    const answer =
      outcome === 'ok' && result.startsWith('→') ? `returns ${result.slice(2)}` : result;
    const text = `#${number} ${call} of ${lane}: ${answer}${verdict}`;
    return [begin, { ...about, atUs: endUs, kind: 'end', text }];
  });
}

function arrowEvents(arrow: ArrowView, at: number): StoryEvent[] {
  const { from, to, sentUs, arrivedUs, type, operation, fate, remark } = arrow;
  const about = { arrow: at, states: [], ...(operation === undefined ? {} : { operation }) };
  const what = operation === undefined ? type : `${type} (#${operation})`;
  const fateText = remark === '' ? '' : `; ${remark}`;
  const copy = fate === 'duplicate' ? 'a second ' : '';
  const arrival: StoryEvent[] =
    arrivedUs === undefined
      ? []
      : [
          {
            ...about,
            atUs: arrivedUs,
            kind: 'arrive',
            lane: to,
            text: `${copy}${what} from ${from} arrives at ${to}${fateText}`,
          },
        ];
  if (fate === 'duplicate' || fate === 'forged' || fate === 'repeated') {
    // What comes twice, or is of nobody's making, was not sent.
    if (arrivedUs !== undefined) return arrival;
    const told = `${copy}${what} from ${from} to ${to}${fateText}`;
    return [{ ...about, atUs: sentUs, kind: 'send', lane: from, text: told }];
  }
  const isLeft = arrivedUs === undefined && remark === '';
  const left = ', where it has not arrived when the run ends';
  const text = `${from} sends ${what} to ${to}${isLeft ? left : fateText}`;
  return [{ ...about, atUs: sentUs, kind: 'send', lane: from, text }, ...arrival];
}

const MARKS: Readonly<Record<BadgeView['kind'], (server: string, text: string) => string>> = {
  illegal: (_, text) => `here it is violated: ${text}`,
  sync: (server, text) => `${server} syncs its disk: ${text}`,
  crash: (server) => `${server} crashes`,
  restart: (server) => `${server} restarts`,
  clock: (server, text) => `${server}: ${text}`,
  disk: (server, text) => `${server}, disk: ${text}`,
  admin: (server, text) => `${server}: ${text}`,
};

function faultEvents({ bands, badges, endUs }: StoryView): StoryEvent[] {
  const faults = bands.flatMap((band): StoryEvent[] => {
    const [lane = ''] = band.lanes;
    const begin: StoryEvent = {
      atUs: band.beginUs,
      kind: 'fault',
      lane,
      text: `fault ${band.id} begins: ${band.text}`,
      states: [],
    };
    if (band.endUs <= band.beginUs || band.endUs >= endUs) return [begin];
    const text = `fault ${band.id} ends: ${band.endText}`;
    return [begin, { ...begin, atUs: band.endUs, text }];
  });
  const marks = badges.map(({ atUs, server, kind, text }): StoryEvent => {
    const isViolation = kind === 'illegal';
    const said = MARKS[kind](server, text);
    return { atUs, kind: 'mark', lane: server, text: said, isViolation, states: [] };
  });
  return [...faults, ...marks];
}

/** A state that a server shows as a message arrives belongs to that step. */
function attachStates(events: readonly StoryEvent[], states: readonly StateView[]): StoryEvent[] {
  const placeOf = new Map<string, number>();
  const placeKey = (lane: string, atUs: number): string => `${atUs} ${lane}`;
  for (const [at, { kind, lane, atUs }] of events.entries()) {
    if (kind === 'arrive' || kind === 'mark') placeOf.set(placeKey(lane, atUs), at);
  }
  const attached = [...events];
  const alone: StoryEvent[] = [];
  for (const state of states) {
    const { atUs, server, text } = state;
    if (atUs === 0) continue;
    const place = placeOf.get(placeKey(server, atUs));
    const event = place === undefined ? undefined : attached[place];
    if (place === undefined || event === undefined) {
      const said = `${server} now shows ${text}`;
      alone.push({ atUs, kind: 'state', lane: server, text: said, states: [state] });
    } else {
      const said = `${event.text}; ${server} now shows ${text}`;
      attached[place] = { ...event, text: said, states: [...event.states, state] };
    }
  }
  return [...attached, ...alone];
}
