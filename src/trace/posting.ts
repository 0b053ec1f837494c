/**
 * Postings: what became of each message at the moment it was sent. The shrinker turns them into
 * explicit deviations.
 */

import type { MessageIdentity } from '../scenario/scenario.js';

/** One message as it was sent. */
export interface Posting {
  readonly message: MessageIdentity;
  /** Size of its body, as compact JSON. */
  readonly bytes: number;
  readonly sentUs: number;
  /** How long it travels, deviations included. */
  readonly delayUs: number;
  /** `lost`: by the network's draw or a deviation; `cut`: by a fault on the link. */
  readonly fate: 'sent' | 'lost' | 'cut';
  /** How much later a second copy arrives, -1 without one. */
  readonly copyDelayUs: number;
}
