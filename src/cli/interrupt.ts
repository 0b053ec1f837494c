/**
 * SIGINT: the first one ends the work at the next chance, so that what was found is saved; the
 * second ends the process at once.
 */

import { EXIT } from './exit-codes.js';

/** Whether the user asked to stop. */
export interface Interrupt {
  readonly wasAsked: boolean;
  /** Stops listening. */
  release(): void;
}

/** Listens for SIGINT until released. */
export function listenForInterrupt(): Interrupt {
  let wasAsked = false;
  const onSignal = (): void => {
    if (wasAsked) process.exit(EXIT.interrupted);
    wasAsked = true;
  };
  process.on('SIGINT', onSignal);
  return {
    get wasAsked() {
      return wasAsked;
    },
    release: () => void process.off('SIGINT', onSignal),
  };
}
