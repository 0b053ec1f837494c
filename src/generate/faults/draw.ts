/**
 * How the generator draws one fault of a kind; one file a family beside this one.
 */

import type { FaultKind, FaultOf } from '../../scenario/fault.js';
import type { Window } from '../../scenario/faults/window.js';
import type { Profile } from '../../scenario/profile.js';
import type { Dice } from '../dice.js';

/** What a fault schedule is drawn for. */
export interface FaultSettings {
  readonly profile: Profile;
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  /** Faults begin in [0, loadUs). */
  readonly loadUs: number;
}

/** A share of the messages in whole percents, per million. */
export function drawnShare(dice: Dice, leastPercent = 10): number {
  return dice.integer({ min: leastPercent, max: 100 }) * 10_000;
}

/** A type of message for a fault that may be about one only; no draw where none is known. */
export function drawnType(dice: Dice, { messageTypes = [] }: Profile): { type?: string } {
  return messageTypes.length > 0 && dice.chance(600_000) ? { type: dice.pick(messageTypes) } : {};
}

/** Draws one fault; `node` is the server it hits, if it hits one. */
export type Draw<Kind extends FaultKind> = (
  dice: Dice,
  window: Window,
  node: string,
  settings: FaultSettings,
) => FaultOf<Kind>;

/** How each kind of a family is drawn. */
export type Draws<Kind extends FaultKind> = { readonly [Each in Kind]: Draw<Each> };
