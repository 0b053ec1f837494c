/**
 * The monitors there are, by the kind of object they judge.
 */

import type { ObjectView } from '../../model.js';
import type { Monitor } from './monitor.js';
import { priorityQueueMonitor } from './priority-queue/priority-queue-monitor.js';
import { queueMonitor } from './queue/queue-monitor.js';
import { registerMonitor } from './register/register-monitor.js';
import { stackMonitor } from './stack/stack-monitor.js';
import { counterMonitor } from './toggles/counter.js';
import { multisetMonitor } from './toggles/multiset.js';
import { semaphoreMonitor } from './toggles/semaphore.js';
import { setMonitor } from './toggles/set.js';

const MONITORS: Readonly<Record<ObjectView['type'], Monitor<never>>> = {
  register: registerMonitor,
  queue: queueMonitor,
  stack: stackMonitor,
  'priority-queue': priorityQueueMonitor,
  set: setMonitor,
  multiset: multisetMonitor,
  counter: counterMonitor,
  semaphore: semaphoreMonitor,
};

/** The monitor for a kind of object; it may decline a history. */
export function monitorFor(view: ObjectView): Monitor {
  return MONITORS[view.type];
}
