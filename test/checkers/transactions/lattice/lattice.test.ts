/**
 * The lattice, against the boundaries that Elle states for single anomalies, and its own laws.
 */

import { expect, test } from 'vitest';
import {
  anomaliesRuledOut,
  modelsBrokenBy,
} from '../../../../checkers/transactions/lattice/anomalies.js';
import {
  strongestOf,
  weakestOf,
  withStronger,
  withWeaker,
} from '../../../../checkers/transactions/lattice/boundary.js';
import { decidedModels, levelOf } from '../../../../checkers/transactions/lattice/levels.js';
import {
  consistencyModelNamed,
  consistencyModels,
} from '../../../../checkers/transactions/lattice/models.js';

/** Weakest models ruled out by one anomaly, as Elle 0.2.7 answers. */
const BOUNDARIES: Readonly<Record<string, readonly string[]>> = {
  G0: ['read-uncommitted'],
  G1a: ['read-committed'],
  G1b: ['read-committed'],
  G1c: ['read-committed'],
  'dirty-update': ['read-committed'],
  'incompatible-order': ['read-committed'],
  'future-read': ['read-committed'],
  'duplicate-elements': ['read-uncommitted'],
  'cyclic-versions': ['read-uncommitted'],
  internal: ['read-atomic'],
  'lost-update': ['update-atomic', 'cursor-stability'],
  'G-single': ['consistent-view'],
  'G-single-item': ['repeatable-read', 'consistent-view'],
  'G-nonadjacent': ['snapshot-isolation'],
  'G-nonadjacent-item': ['repeatable-read', 'snapshot-isolation'],
  'G2-item': ['repeatable-read'],
  G2: ['serializable'],
  'write-skew': ['serializable'],
  'G0-process': ['strong-session-read-uncommitted'],
  'G1c-process': ['strong-session-read-committed'],
  'G-single-item-process': ['strong-session-snapshot-isolation'],
  'G-nonadjacent-process': ['strong-session-snapshot-isolation'],
  'G2-item-process': ['strong-session-serializable'],
  'G0-realtime': ['strong-read-uncommitted'],
  'G1c-realtime': ['strong-read-committed'],
  'G-single-item-realtime': ['strong-snapshot-isolation'],
  'G-nonadjacent-realtime': ['strong-snapshot-isolation'],
  'G2-item-realtime': ['strong-serializable'],
};

test.each(Object.entries(BOUNDARIES))('%s rules out what Elle says', (anomaly, expected) => {
  const broken = withStronger(modelsBrokenBy([anomaly]));
  expect(new Set(weakestOf(broken))).toEqual(new Set(expected));
});

test('anomalies without a model rule out nothing', () => {
  expect(modelsBrokenBy(['duplicate-appends'])).toEqual([]);
  expect(weakestOf(new Set())).toEqual([]);
});

test('several anomalies rule out the weakest models of each, and of those the weakest', () => {
  const broken = withStronger(modelsBrokenBy(['G1a', 'G-single-item', 'G0-realtime']));
  expect(new Set(weakestOf(broken))).toEqual(
    new Set(['read-committed', 'strong-read-uncommitted']),
  );
});

test('models imply only models there are, in no circle, and names stand for one model', () => {
  const names = consistencyModels.map(({ name }) => name);
  const spoken = consistencyModels.flatMap(({ name, synonyms }) => [name, ...synonyms]);
  expect(new Set(spoken.map((name) => name.toLowerCase())).size).toBe(spoken.length);
  for (const { name, implies } of consistencyModels) {
    for (const weaker of implies) {
      expect(names).toContain(weaker);
      expect(withWeaker([weaker]).has(name), `${weaker} implies ${name}`).toBe(false);
    }
  }
  expect(consistencyModelNamed('Strict-Serializable')?.name).toBe('strong-serializable');
  expect(consistencyModelNamed('PL-2+')?.name).toBe('consistent-view');
  expect(consistencyModelNamed('nonsense')).toBeUndefined();
});

test('strict serializability carries every model', () => {
  const carried = withWeaker(['strong-serializable']);
  expect(consistencyModels.map(({ name }) => name).filter((name) => !carried.has(name))).toEqual(
    [],
  );
  expect(strongestOf(new Set(carried))).toEqual(['strong-serializable']);
});

test('snapshot isolation rules out long forks and lost updates, and not write skew', () => {
  const ruledOut = anomaliesRuledOut(withWeaker(['snapshot-isolation']));
  expect(ruledOut.has('long-fork')).toBe(true);
  expect(ruledOut.has('lost-update')).toBe(true);
  expect(ruledOut.has('G-single-item')).toBe(true);
  expect(ruledOut.has('G2-item')).toBe(false);
  expect(ruledOut.has('G-single-item-realtime')).toBe(false);
});

test('decided models are models, and stronger levels imply weaker ones in the lattice', () => {
  const axioms = decidedModels.filter(({ level }) => level.order === 'none').toReversed();
  for (const { model, level } of decidedModels) {
    expect(consistencyModelNamed(model)?.name).toBe(model);
    const rank = axioms.findIndex((one) => one.level.axiom === level.axiom);
    for (const weaker of axioms.slice(0, rank + 1)) {
      expect(withWeaker([model]).has(weaker.model), `${model}, ${weaker.model}`).toBe(true);
    }
  }
  expect(levelOf('strong-serializable')).toEqual({ axiom: 'serializable', order: 'realtime' });
  expect(levelOf('strong-session-causal')).toEqual({ axiom: 'causal', order: 'session' });
  expect(levelOf('consistent-view')).toBeUndefined();
});
