/**
 * Where a time is drawn. Interesting moments cluster: between long silences there are bursts. So
 * the scale goes by rank, from each moment to the next a bit more the longer it took, and gives
 * every label the room that it needs; the true times are written on the axis. One pass from left to
 * right, as Porcupine lays out its bars.
 */

/** Something that needs room between two times. */
export interface Room {
  readonly beginUs: number;
  readonly endUs: number;
  readonly width: number;
}

/** Places of times. */
export interface TimeScale {
  /** Ascending and distinct. */
  readonly timesUs: readonly number[];
  readonly width: number;
  /** Pixels from the left. */
  readonly xOf: (us: number) => number;
}

const STEP_MAX = 110;
const MARGIN = 14;

/** The scale for some moments; as wide as they need, and at least `widthMin`. Log-linear. */
export function timeScale(
  moments: readonly number[],
  rooms: readonly Room[],
  widthMin: number,
): TimeScale {
  const timesUs = [
    ...new Set([...moments, ...rooms.flatMap((room) => [room.beginUs, room.endUs])]),
  ];
  timesUs.sort((left, right) => left - right);
  const places = placesOf(timesUs, rooms);
  const last = places.at(-1) ?? 0;
  const wanted = widthMin - 2 * MARGIN;
  const stretch = last > 0 && last < wanted ? wanted / last : 1;
  const xs = places.map((place) => MARGIN + place * stretch);
  return {
    timesUs,
    width: Math.max(widthMin, last * stretch + 2 * MARGIN),
    xOf: (us) => interpolate(timesUs, xs, us),
  };
}

function placesOf(timesUs: readonly number[], rooms: readonly Room[]): number[] {
  const rank = new Map(timesUs.map((us, at) => [us, at]));
  const ending = new Map<number, Room[]>();
  for (const room of rooms) {
    const at = rank.get(room.endUs) as number;
    ending.set(at, [...(ending.get(at) ?? []), room]);
  }
  const silences = timesUs.slice(1).map((us, at) => us - (timesUs[at] as number));
  const usual = [...silences].sort((left, right) => left - right)[silences.length >> 1] ?? 1;
  const step = timesUs.length > 400 ? 6 : timesUs.length > 120 ? 12 : 22;
  const places: number[] = [];
  for (const [at] of timesUs.entries()) {
    const silence = at === 0 ? 0 : (silences[at - 1] as number);
    const wide = step * (0.5 + Math.log2(1 + silence / Math.max(1, usual)));
    let place = at === 0 ? 0 : (places[at - 1] as number) + Math.min(STEP_MAX, wide);
    for (const { beginUs, endUs, width } of ending.get(at) ?? []) {
      if (beginUs < endUs) place = Math.max(place, (places[rank.get(beginUs) ?? 0] ?? 0) + width);
    }
    places.push(place);
  }
  return places;
}

function interpolate(timesUs: readonly number[], xs: readonly number[], us: number): number {
  let low = 0;
  let high = timesUs.length - 1;
  if (high < 0) return MARGIN;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((timesUs[middle] as number) <= us) low = middle;
    else high = middle - 1;
  }
  const [before, after] = [timesUs[low] as number, timesUs[low + 1]];
  const [x, next] = [xs[low] as number, xs[low + 1]];
  if (after === undefined || next === undefined || us <= before) return x;
  return x + ((us - before) / (after - before)) * (next - x);
}
