/**
 * When the host has run all that a turn made ready. It says only that it is done, never what time
 * it is: nothing of it enters the run. Its functions are taken when this module is loaded, so that
 * nobody's fake timers stand in for them.
 */

const nextTick = process.nextTick.bind(process);
const nextRound: (ready: () => void) => unknown = setImmediate;

/** Turns between two rounds, in which whoever waits for the host itself is found out. */
const TURNS_A_ROUND = 64;

/**
 * A function that resolves when all microtasks are done. A tick of the host does, and costs a
 * twentieth of what a round of its event loop costs; which is what it takes where nodes use streams
 * and other machinery of the host, which has ticks of its own. The first is a round, because
 * whoever began the run may have left microtasks behind.
 */
export function pacer(usesHost: boolean): () => Promise<void> {
  const turnsARound = usesHost ? 1 : TURNS_A_ROUND;
  let turns = 0;
  const soon = (ready: () => void): unknown =>
    turns++ % turnsARound === 0 ? nextRound(ready) : nextTick(ready);
  return () => new Promise<void>(soon);
}
