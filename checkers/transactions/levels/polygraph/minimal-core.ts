/**
 * A small part of a history that is a violation by itself: parts are left out as long as the rest
 * still is one (delta debugging, Zeller and Hildebrandt, TSE 2002).
 */

/** Transactions that all decisions together may look at. */
const LOOKS_MAX = 400_000;

/**
 * A subset of `nodes` that `core` still says is a violation, of which no single node can be left
 * out; unless that would take too many decisions, or they end undecided.
 * @param core a part of the given nodes that is a violation, perhaps all; `undefined` when the
 *   given nodes are none, or nobody knows.
 * @returns `undefined` when the given nodes are no violation.
 */
export function minimalCore(
  nodes: Int32Array,
  core: (nodes: Int32Array) => Int32Array | undefined,
): Int32Array | undefined {
  let looks = nodes.length;
  let current = core(nodes);
  if (current === undefined) return undefined;
  let size = Math.max(1, current.length >> 1);
  for (;;) {
    let at = 0;
    let isReduced = false;
    while (at < current.length && current.length > 1) {
      looks += current.length;
      if (looks > LOOKS_MAX) return current;
      const rest: Int32Array = without(current, at, at + size);
      const found = core(rest);
      if (found === undefined) at += size;
      else {
        current = found;
        isReduced = true;
        if (found.length < rest.length) at = 0;
      }
    }
    if (size > 1) size >>= 1;
    else if (!isReduced) return current;
  }
}

function without(nodes: Int32Array, from: number, to: number): Int32Array {
  return nodes.filter((_, at) => at < from || at >= to);
}
