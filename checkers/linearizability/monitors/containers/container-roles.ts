/**
 * What the functions of a part do to a container, as a column to look up quickly.
 */

import type { ContainerView } from '../../../model.js';
import type { Part } from '../../part.js';

/** The role of an insert in {@link containerRoles}. */
const INSERT = 0;

/** The role of a remove in {@link containerRoles}. */
export const REMOVE = 1;

const NONE = 2;

/**
 * The role of each function of the history: {@link REMOVE}, or 0 for an insert. `undefined` when
 * some member calls a function without a role. Linear.
 */
export function containerRoles(part: Part, view: ContainerView): Uint8Array | undefined {
  const roles = Uint8Array.from(part.history.functions, (f) => {
    if (!Object.hasOwn(view.roles, f)) return NONE;
    return view.roles[f] === 'remove' ? REMOVE : INSERT;
  });
  for (let member = 0; member < part.size; member++) {
    if (roles[part.f[member]!] === NONE) return undefined;
  }
  return roles;
}
