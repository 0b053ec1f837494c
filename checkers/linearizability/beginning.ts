/**
 * Where a search begins that does not begin at the start: in the middle of the events, with every
 * configuration there may be.
 */

/** The configurations at one event. */
export interface Beginning {
  /** A return. */
  readonly event: number;
  /** The event that nothing should pass. */
  readonly until: number;
  /** States 0 to `states` - 1 are all that can be reached. */
  readonly states: number;
  /** Operations in flight at the event that have taken effect, as words of the mask. */
  readonly masks: readonly Int32Array[];
  /**
   * Crashed operations may take effect any number of times once they were called. That admits more
   * than is possible, and leaves far fewer configurations.
   */
  readonly freeCrashes: boolean;
}
