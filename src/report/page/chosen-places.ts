/**
 * Which operations of a very long history a page keeps: all around those of the anomaly, and of the
 * others as many as fit, evenly spread.
 */

/** More operations than that no page holds. */
const OPERATIONS_MAX = 200_000;

/** Of all that are kept, how many may stand around the anomaly: half. */
const REGION_SHARE = 2;

/**
 * Places of the operations to keep, ascending: all when there are at most `most`, else at most so
 * many. `involved` are places around which all are kept, the last ones first where there are many.
 * Log-linear.
 */
export function chosenPlaces(
  size: number,
  involved: readonly number[],
  most: number = OPERATIONS_MAX,
): number[] {
  if (size <= most) return Array.from({ length: size }, (_, at) => at);
  const kept = regionAround(size, involved.slice(-most), Math.floor(most / REGION_SHARE));
  const room = most - kept.size;
  // Of those that are left, every so manieth: the quotient steps `room` times on the way.
  const left = size - kept.size;
  let seen = 0;
  for (let at = 0; at < size; at++) {
    if (kept.has(at)) continue;
    const isNext = Math.floor(((seen + 1) * room) / left) > Math.floor((seen * room) / left);
    if (isNext) kept.add(at);
    seen++;
  }
  return [...kept].sort((before, after) => before - after);
}

/** At most so many places, those involved and as many on each side of each as there is room for. */
function regionAround(size: number, involved: readonly number[], most: number): Set<number> {
  const kept = new Set(involved.slice(-most));
  const reach = involved.length === 0 ? 0 : Math.floor((most - kept.size) / (2 * involved.length));
  for (const place of involved) {
    for (let step = 1; step <= reach; step++) {
      if (place - step >= 0) kept.add(place - step);
      if (place + step < size) kept.add(place + step);
    }
  }
  return kept;
}
