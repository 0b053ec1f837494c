/**
 * The roles of a part's operations, as a monitor asks for them: by number instead of by name.
 */

import { OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import type { Part } from '../../part.js';

/**
 * By index into `history.functions`, the role of each function; `undefined` for one without a role.
 */
export function rolesOf<Role extends string>(
  part: Part,
  roles: Readonly<Record<string, Role>>,
): readonly (Role | undefined)[] {
  return part.history.functions.map((name) =>
    Object.hasOwn(roles, name) ? roles[name] : undefined,
  );
}

/** Whether the operation crashed, so that it has no answer. */
export function isCrashed(part: Part, member: number): boolean {
  return part.outcome[member] === OUTCOME.info;
}

/** Whether the part holds failed operations, which these monitors do not read. */
export function hasFailures(part: Part): boolean {
  return part.reason !== undefined;
}
