/**
 * Loads modules so that nothing of the host stays in them. A module that takes a function when it
 * is loaded (`const now = Date.now`, a bound `getRandomValues`) would keep the host's own; loaded
 * here it takes one that asks who calls, and is the host's outside of every simulation.
 */

import { install } from './installation.js';

/**
 * The modules that `load` imports: `await importForSimulation(() => import('yjs'))`. Only their
 * first import counts, so that nothing may have imported them before.
 */
export async function importForSimulation<Module>(load: () => Promise<Module>): Promise<Module> {
  const leave = install();
  try {
    return await load();
  } finally {
    leave();
  }
}
