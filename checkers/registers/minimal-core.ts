/**
 * The few operations that show a violation, found by asking of parts of the history whether they
 * are in violation too. Works for every model in which a history stays right when a read, or a
 * write with all reads of it, is taken away.
 */

/** Cores beyond are too large for anybody to follow. */
const MEMBERS_MAX = 100;

/**
 * A smallest set in the sense that it is not `isIllegal` without one of its members; ascending. Of
 * `size` members, all together illegal, `isIllegal` must hold of every superset of an illegal set.
 * Asks O(c log n) times for c members of the answer, of sets that grow twofold from what is needed.
 * Where the answer would have more than 100 members, it has some that could be left out.
 */
export function minimalCore(size: number, isIllegal: (members: Int32Array) => boolean): Int32Array {
  let rest = Int32Array.from({ length: size }, (_, at) => at);
  const core: number[] = [];
  for (;;) {
    const taken = core.slice();
    const ask = (count: number): boolean => isIllegal(joined(taken, rest.subarray(0, count)));
    const needed = leastCount(rest.length, ask);
    if (needed === undefined) break;
    if (needed === 0) return Int32Array.from(core).sort();
    core.push(rest[needed - 1]!);
    // What is near the member just found is asked for first.
    rest = rest.slice(0, needed - 1).sort(byDistance(core));
    if (core.length === MEMBERS_MAX) return joined(core, rest);
  }
  return Int32Array.from({ length: size }, (_, at) => at);
}

/** The least count for which `ask` holds, by doubling and halving. */
function leastCount(most: number, ask: (count: number) => boolean): number | undefined {
  if (ask(0)) return 0;
  let low = 0;
  let high = 1;
  while (high < most && !ask(high)) {
    low = high;
    high *= 2;
  }
  if (high >= most) {
    high = most;
    if (!ask(most)) return undefined;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ask(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function joined(core: readonly number[], rest: Int32Array): Int32Array {
  const members = new Int32Array(core.length + rest.length);
  members.set(core);
  members.set(rest, core.length);
  return members.sort();
}

function byDistance(core: readonly number[]): (left: number, right: number) => number {
  const distance = (member: number): number =>
    core.reduce((least, each) => Math.min(least, Math.abs(each - member)), Infinity);
  return (left, right) => distance(left) - distance(right);
}
