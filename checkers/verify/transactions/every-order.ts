/**
 * Tries every order in which a few transactions may begin and commit.
 */

import type { ClaimedModel } from './claimed-model.js';
import type { CoreTransaction } from './core.js';
import { NOBODY } from './plain-history.js';

/**
 * Whether they can be ordered so that every read finds its writer. Serializable: begin and commit
 * are one moment. Otherwise reads find what had committed at the begin, and under snapshot
 * isolation nobody else commits to a key between begin and commit of who writes it. Exponential.
 */
export function canBeOrdered(
  core: readonly CoreTransaction[],
  axiom: ClaimedModel['axiom'],
): boolean {
  const all = (1 << core.length) - 1;
  const isSerial = axiom === 'serializable';
  const refusesConflicts = axiom === 'snapshot-isolation';
  const lastWriter = new Map<number, number>();
  const dead = new Set<string>();

  const mayBegin = (at: number, committed: number): boolean => {
    const { after, reads } = core[at]!;
    if (!after.every((other) => (committed >> other) & 1)) return false;
    return reads.every(({ key, writer }) => (lastWriter.get(key) ?? NOBODY) === writer);
  };
  const mayCommit = (at: number, begun: number, committed: number): boolean => {
    if (!core[at]!.follows.every((other) => (committed >> other) & 1)) return false;
    if (!refusesConflicts) return true;
    return core.every(
      ({ writes }, other) =>
        other === at ||
        !((begun >> other) & 1) ||
        (committed >> other) & 1 ||
        ![...core[at]!.writes].some((key) => writes.has(key)),
    );
  };
  const search = (begun: number, committed: number): boolean => {
    if (committed === all) return true;
    const held = [...lastWriter].sort(([left], [right]) => left - right).join(';');
    const state = `${begun}/${committed}/${held}`;
    if (dead.has(state)) return false;
    for (let at = 0; at < core.length; at++) {
      const bit = 1 << at;
      if ((committed & bit) !== 0) continue;
      if ((begun & bit) === 0) {
        if (!mayBegin(at, committed)) continue;
        if (!isSerial) {
          if (search(begun | bit, committed)) return true;
          continue;
        }
      }
      if (!mayCommit(at, begun | bit, committed)) continue;
      const before = new Map(lastWriter);
      for (const key of core[at]!.writes) lastWriter.set(key, at);
      if (search(begun | bit, committed | bit)) return true;
      lastWriter.clear();
      for (const [key, writer] of before) lastWriter.set(key, writer);
    }
    dead.add(state);
    return false;
  };
  return search(0, 0);
}
