/**
 * Places: where in a run something may go wrong. A message that was sent may be late, lost or
 * doubled; a server may crash just after a message reached it.
 */

import type { Deviation, MessageIdentity, Scenario } from '../scenario/scenario.js';

/** What may go wrong; at most one of them befalls one message. */
export type DeviationKind = Deviation['kind'] | 'crash';

/** One message of a run. */
export interface SentMessage {
  readonly message: MessageIdentity;
  readonly sentUs: number;
  /** When it arrives, lost messages included; or would, had the run not ended first. */
  readonly arrivesUs: number;
  /** Whether it arrived, at a node that was up or down, before the run ended. */
  readonly hasArrived: boolean;
}

/** What a run came to. */
export interface Execution {
  /** In the order in which they were sent. */
  readonly sent: readonly SentMessage[];
  readonly endUs: number;
  readonly isViolation: boolean;
}

/** What goes wrong, and how it is timed. */
export interface Mishaps {
  readonly kinds: readonly DeviationKind[];
  /**
   * So much later than the others a late message arrives, and the copy of a doubled one; so long a
   * crashed server stays down.
   */
  readonly lateUs: number;
  /** How long after a message reached it a server may crash. */
  readonly crashAfterUs: readonly number[];
}

/** Something that may go wrong somewhere. */
export interface Place {
  readonly apply: (scenario: Scenario) => Scenario;
  /** The run ends before anyone could notice. */
  readonly isIdle: boolean;
}

interface Sighting {
  readonly atUs: number;
  /** Of the message, or -1 for a crash: at one instant a crash comes first. */
  readonly order: number;
  readonly places: readonly Place[];
}

/**
 * The places of a run, those of one message or one moment together, in the order of time. What goes
 * wrong at one of them leaves those before it as they are.
 */
export function placesOf(execution: Execution, mishaps: Mishaps): (readonly Place[])[] {
  const sightings: Sighting[] = execution.sent.map((message, order) => ({
    atUs: message.sentUs,
    order,
    places: mishaps.kinds.flatMap((kind) =>
      kind === 'crash' ? [] : [deviationOf(message, kind, mishaps.lateUs, execution.endUs)],
    ),
  }));
  if (mishaps.kinds.includes('crash')) sightings.push(...crashes(execution, mishaps));
  sightings.sort((left, right) => left.atUs - right.atUs || left.order - right.order);
  return sightings.map(({ places }) => places);
}

function deviationOf(
  { message, arrivesUs, hasArrived }: SentMessage,
  kind: Deviation['kind'],
  lateUs: number,
  endUs: number,
): Place {
  const deviation: Deviation = { message, kind, byUs: kind === 'drop' ? 0 : lateUs };
  const isIdle = !hasArrived || (kind === 'duplicate' && arrivesUs + lateUs > endUs);
  return {
    apply: (scenario) => ({ ...scenario, deviations: [...scenario.deviations, deviation] }),
    isIdle,
  };
}

/** Servers crash after something reached them, each at one moment at most once. */
function crashes({ sent, endUs }: Execution, { lateUs, crashAfterUs }: Mishaps): Sighting[] {
  const moments = new Map<string, { readonly node: string; readonly atUs: number }>();
  for (const { message, arrivesUs, hasArrived } of sent) {
    if (!hasArrived || !message.to.startsWith('n')) continue;
    for (const afterUs of crashAfterUs) {
      const atUs = arrivesUs + afterUs;
      if (atUs < endUs) moments.set(`${atUs} ${message.to}`, { node: message.to, atUs });
    }
  }
  return [...moments.values()]
    .sort((left, right) => (left.node < right.node ? -1 : 1))
    .map(({ node, atUs }) => ({
      atUs,
      order: -1,
      places: [{ apply: (scenario) => withCrash(scenario, node, atUs, lateUs), isIdle: false }],
    }));
}

function withCrash(scenario: Scenario, node: string, atUs: number, forUs: number): Scenario {
  const id = `f${scenario.faults.length + 1}`;
  return { ...scenario, faults: [...scenario.faults, { id, kind: 'crash', node, atUs, forUs }] };
}
