/**
 * Installs what programs find in place of the host's timers, clocks, dice and network, and takes it
 * out again. What is installed asks who calls, and outside of a simulation does what was there
 * before; the last one to leave restores that.
 */

import { syncBuiltinESMExports } from 'node:module';
import { interceptClocks } from './interception/clocks.js';
import { interceptDice } from './interception/dice.js';
import { interceptFetch } from './interception/fetch.js';
import { interceptRejections } from './interception/rejections.js';
import { restoreAll } from './interception/replacement.js';
import type { Restore } from './interception/replacement.js';
import { interceptSignals } from './interception/signals.js';
import { interceptTimerPromises } from './interception/timer-promises.js';
import { interceptTimers } from './interception/timers.js';

let users = 0;
let restore: Restore = () => undefined;

/**
 * Installs the interception unless it is there already, and answers how to leave: to be called once
 * for each installation. Named imports of Node's own modules follow.
 */
export function install(): () => void {
  if (users++ === 0) {
    restore = restoreAll([
      interceptTimers(),
      interceptTimerPromises(),
      interceptClocks(),
      interceptDice(),
      interceptSignals(),
      interceptFetch(),
      interceptRejections(),
    ]);
    syncBuiltinESMExports();
  }
  let hasLeft = false;
  return () => {
    if (hasLeft) return;
    hasLeft = true;
    if (--users > 0) return;
    restore();
    syncBuiltinESMExports();
  };
}

/** Whether anything of the host is replaced at the moment. */
export function isInstalled(): boolean {
  return users > 0;
}
