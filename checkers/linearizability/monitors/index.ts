/**
 * The monitors there are, by the kind of object they judge.
 */

import type { ObjectView } from '../../model.js';
import type { Monitor } from './monitor.js';

const MONITORS: { readonly [Type in ObjectView['type']]?: Monitor<never> } = {};

/** The monitor for an object; `undefined` when only the search can judge it. */
export function monitorFor(view: ObjectView): Monitor | undefined {
  return MONITORS[view.type] as Monitor | undefined;
}
