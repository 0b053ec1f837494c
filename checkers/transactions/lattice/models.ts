/**
 * The lattice of consistency models: names, and which model implies which. Names and implications
 * are those of Elle's `elle.consistency-model` (Kingsbury and Alvaro, VLDB 2020), which follows
 * Adya (1999), Cerone et al. (CONCUR 2015) and Viotti and Vukolić (2016). Added here, because a
 * complete check decides them: the strong-session forms of the models between read committed and
 * snapshot isolation. Models of single objects have families of their own; Elle's `causal` is
 * causal memory here, and `causal` the weaker of Bouajjani et al. (POPL 2017).
 */

/** One model of the lattice. */
export interface ConsistencyModel {
  readonly name: string;
  /** Other names in use; each stands for this model only. */
  readonly synonyms: readonly string[];
  /** Models that hold wherever this one does, without what follows from them. */
  readonly implies: readonly string[];
}

type Row = readonly [name: string, implies: readonly string[], synonyms?: readonly string[]];

const ROWS: readonly Row[] = [
  [
    'strong-serializable',
    [
      'serializable',
      'snapshot-isolation',
      'linearizable',
      'session-serializable',
      'strong-session-serializable',
      'strong-snapshot-isolation',
    ],
    ['strict-serializable', 'PL-SS'],
  ],
  [
    'strong-session-serializable',
    ['serializable', 'session-serializable', 'strong-session-snapshot-isolation'],
  ],
  ['session-serializable', ['1SR']],
  ['1SR', []],
  [
    'serializable',
    ['repeatable-read', 'update-serializable', 'snapshot-isolation', 'view-serializable', '1SR'],
    ['conflict-serializable', 'PL-3'],
  ],
  ['view-serializable', []],
  ['update-serializable', ['forward-consistent-view'], ['PL-3U']],
  ['repeatable-read', ['cursor-stability', 'monotonic-atomic-view'], ['PL-2.99']],
  [
    'strong-snapshot-isolation',
    ['strong-read-committed', 'strong-session-snapshot-isolation'],
    ['strong-SI'],
  ],
  [
    'strong-session-snapshot-isolation',
    ['snapshot-isolation', 'strong-session-prefix', 'strong-session-read-committed'],
    ['strong-session-SI'],
  ],
  [
    'snapshot-isolation',
    [
      'forward-consistent-view',
      'monotonic-snapshot-read',
      'monotonic-atomic-view',
      'parallel-snapshot-isolation',
      'prefix',
    ],
    ['PL-SI', 'SI'],
  ],
  ['parallel-snapshot-isolation', ['causal-cerone', 'update-atomic'], ['PSI']],
  ['update-atomic', ['read-atomic']],
  [
    'strong-session-prefix',
    ['prefix', 'strong-session-causal'],
    ['strong-session-prefix-consistency'],
  ],
  ['prefix', ['causal-cerone'], ['prefix-consistency']],
  [
    'strong-session-causal',
    ['causal-cerone', 'strong-session-read-atomic'],
    ['transactional-causal', 'TCC'],
  ],
  ['causal-cerone', ['read-atomic']],
  ['strong-session-read-atomic', ['read-atomic', 'strong-session-monotonic-atomic-view']],
  ['read-atomic', ['monotonic-atomic-view'], ['RA']],
  [
    'strong-session-monotonic-atomic-view',
    ['monotonic-atomic-view', 'strong-session-read-committed'],
  ],
  ['monotonic-atomic-view', ['read-committed'], ['MAV']],
  ['monotonic-snapshot-read', ['read-committed'], ['PL-MSR']],
  ['forward-consistent-view', ['consistent-view'], ['PL-FCV']],
  ['consistent-view', ['monotonic-view', 'cursor-stability'], ['PL-2+']],
  ['monotonic-view', ['read-committed'], ['PL-2L']],
  ['cursor-stability', ['read-committed'], ['PL-CS']],
  [
    'strong-read-committed',
    ['strong-read-uncommitted', 'strong-session-read-committed'],
    ['strong-PL-2'],
  ],
  ['strong-read-uncommitted', ['strong-session-read-uncommitted'], ['strong-PL-1']],
  [
    'strong-session-read-committed',
    ['read-committed', 'strong-session-read-uncommitted'],
    ['strong-session-PL-2'],
  ],
  ['strong-session-read-uncommitted', ['read-uncommitted'], ['strong-session-PL-1']],
  ['read-committed', ['read-uncommitted'], ['PL-2', 'RC']],
  ['read-uncommitted', [], ['PL-1', 'RU']],
  ['linearizable', ['sequential', 'regular', '2-atomic']],
  ['sequential', ['causal-memory', 'causal-convergence']],
  ['causal-memory', ['causal', 'PRAM', 'writes-follow-reads'], ['CM']],
  [
    'causal-convergence',
    ['causal', 'monotonic-reads', 'monotonic-writes', 'writes-follow-reads'],
    ['CCv'],
  ],
  ['causal', ['read-your-writes'], ['CC', 'weak-causal']],
  ['PRAM', ['monotonic-reads', 'monotonic-writes', 'read-your-writes']],
  ['monotonic-reads', []],
  ['monotonic-writes', []],
  ['read-your-writes', []],
  ['writes-follow-reads', []],
  ['regular', ['safe']],
  ['safe', []],
  ['2-atomic', ['3-atomic']],
  ['3-atomic', []],
];

/** Every model, the strongest first. */
export const consistencyModels: readonly ConsistencyModel[] = ROWS.map(
  ([name, implies, synonyms = []]) => ({ name, implies, synonyms }),
);

const byName = new Map<string, ConsistencyModel>();
for (const model of consistencyModels) {
  for (const name of [model.name, ...model.synonyms]) byName.set(name.toLowerCase(), model);
}

/** The model that a name or a synonym stands for, in any case; `undefined` for no model. */
export function consistencyModelNamed(name: string): ConsistencyModel | undefined {
  return byName.get(name.toLowerCase());
}
