/**
 * What each anomaly says of models: which anomalies it is a case of, and which models it breaks
 * directly. Data of Elle's `elle.consistency-model`, extended by the anomalies that Elle lacks.
 */

const ORDERS = ['', '-process', '-realtime'] as const;

/** Cycles of one order are cycles of the next, and with items they are cycles in general. */
function cycleCases(): [string, readonly string[]][] {
  const within: readonly (readonly [string, readonly string[]])[] = [
    ['G0', ['G1c']],
    ['G1c', ['G1']],
    ['G1', []],
    ['G-single-item', ['G-single', 'G-nonadjacent-item']],
    ['G-single', ['G-nonadjacent']],
    ['G-nonadjacent-item', ['G-nonadjacent', 'G2-item']],
    ['G-nonadjacent', ['G2']],
    ['G2-item', ['G2']],
    ['G2', []],
  ];
  return within.flatMap(([name, cases]) =>
    ORDERS.map((order, at): [string, readonly string[]] => {
      const next = ORDERS[at + 1];
      return [
        name + order,
        [...cases.map((one) => one + order), ...(next === undefined ? [] : [name + next])],
      ];
    }),
  );
}

const CASE_OF: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...cycleCases(),
  ['G1a', ['G1']],
  ['G1b', ['G1']],
  ['dirty-update', ['G1a']],
  ['incompatible-order', ['G1a']],
  ['future-read', ['G1c']],
  ['lost-update', ['G2-item', 'write-skew']],
  ['write-skew', ['G2']],
  // Not in Elle. A value from nowhere was committed by nobody; the others are cycles with a name.
  ['garbage-read', ['G1a']],
  ['lost-append', ['G1a']],
  ['long-fork', ['G-nonadjacent-item']],
  ['stale-initial-read-process', ['G-single-item-process']],
  ['stale-initial-read-realtime', ['G-single-item-realtime']],
]);

const BREAKS: Readonly<Record<string, readonly string[]>> = {
  'read-uncommitted': ['G0', 'cyclic-versions', 'duplicate-elements'],
  'read-committed': ['G1'],
  'cursor-stability': ['G-cursor', 'lost-update'],
  'monotonic-view': ['G-monotonic'],
  'consistent-view': ['G-single'],
  'forward-consistent-view': ['G-SIb'],
  'monotonic-snapshot-read': ['G-MSR'],
  'update-serializable': ['G-update'],
  'repeatable-read': ['G2-item', 'lost-update'],
  'read-atomic': ['G1a', 'future-read', 'internal', 'fractured-read', 'reordered-appends'],
  'update-atomic': ['lost-update'],
  prefix: ['long-fork'],
  'snapshot-isolation': ['G-SI', 'G-nonadjacent', 'internal'],
  serializable: ['G2', 'internal', 'predicate-read-miss'],
  'strong-session-read-uncommitted': ['G0-process'],
  'strong-session-read-committed': ['G1c-process'],
  'strong-session-snapshot-isolation': ['G-nonadjacent-process', 'G1-process'],
  'strong-session-serializable': ['G2-process', 'G1-process'],
  'strong-read-uncommitted': ['G0-realtime'],
  'strong-read-committed': ['G1c-realtime'],
  'strong-snapshot-isolation': ['G-nonadjacent-realtime', 'G1-realtime'],
  'strong-serializable': ['G1c-realtime', 'G2-realtime'],
};

/** Every anomaly that `names` are cases of, these included. */
export function impliedAnomalies(names: Iterable<string>): ReadonlySet<string> {
  const all = new Set(names);
  for (const name of all) for (const implied of CASE_OF.get(name) ?? []) all.add(implied);
  return all;
}

/** Models that anomalies break directly, without the stronger ones that break with them. */
export function modelsBrokenBy(names: Iterable<string>): readonly string[] {
  const implied = impliedAnomalies(names);
  return Object.entries(BREAKS).flatMap(([model, anomalies]) =>
    anomalies.some((anomaly) => implied.has(anomaly)) ? [model] : [],
  );
}

/**
 * The anomalies that a set of models rules out: what implies something that one of them breaks on.
 */
export function anomaliesRuledOut(models: ReadonlySet<string>): ReadonlySet<string> {
  const direct = new Set([...models].flatMap((model) => BREAKS[model] ?? []));
  const candidates = new Set([...CASE_OF.keys(), ...Object.values(BREAKS).flat()]);
  return new Set(
    [...candidates].filter((name) => [...impliedAnomalies([name])].some((one) => direct.has(one))),
  );
}
