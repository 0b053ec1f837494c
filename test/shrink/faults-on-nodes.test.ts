/**
 * Faults on nodes become weaker: each form is valid, really weaker, and no chain of them is
 * endless.
 */

import { describe, expect, test } from 'vitest';
import { faultSchema } from '../../src/scenario/fault-catalogue.js';
import type { Fault } from '../../src/scenario/fault.js';
import { severity, weakerFaults } from '../../src/shrink/faults/all.js';
import { FAULTS_ON_NODES } from '../scenario/faults-on-nodes.js';
import { scenarioOf } from '../simulator/small-cluster.js';

const kindsOf = (faults: readonly Fault[]): string[] => faults.map(({ kind }) => kind);

describe.each(FAULTS_ON_NODES)('$kind', (fault) => {
  test('has valid forms that are weaker, down to one that has none', () => {
    const known = new Set<string>();
    const follow = (stronger: Fault): void => {
      for (const weaker of weakerFaults(stronger, scenarioOf())) {
        if (known.has(JSON.stringify(weaker))) continue;
        known.add(JSON.stringify(weaker));
        expect(severity(weaker)).toBeLessThan(severity(stronger));
        expect(faultSchema.parse(weaker)).toEqual(weaker);
        if (weaker.kind !== 'partition') follow(weaker);
      }
    };
    follow(fault);
  });
});

test.each([
  ['crash', ['delay', 'pause', 'crash']],
  ['crash-point', ['delay', 'pause', 'crash', 'crash', 'crash-point']],
  ['stop', ['pause', 'crash', 'crash']],
  ['disk-slow', []],
  ['disk-full', ['disk-slow']],
  ['disk-error', ['disk-slow', 'disk-full']],
  ['disk-lies', ['disk-error']],
  ['bit-rot', ['crash']],
  ['misdirected-write', ['bit-rot']],
  ['clock-strobe', ['clock-offset', 'clock-jump', 'clock-strobe']],
  ['clock-freeze', ['clock-offset', 'clock-jump']],
  ['refuse', ['client-link', 'refuse', 'refuse']],
  ['client-crash', ['client-link']],
  ['retry', ['retry']],
  ['membership', ['membership', 'membership']],
  ['administrators', ['membership', 'membership']],
  ['readdress', ['loss']],
  ['config-drift', ['config-drift', 'config-drift', 'config-drift']],
  ['upgrade', ['crash', 'crash', 'upgrade', 'upgrade']],
  ['restore-backup', ['crash', 'crash']],
])('the strongest %s becomes one of %j', (wanted, forms) => {
  const strongest = FAULTS_ON_NODES.map(([fault]) => fault)
    .filter(({ kind }) => kind === wanted)
    .reduce((most, fault) => (severity(fault) > severity(most) ? fault : most));
  expect(kindsOf(weakerFaults(strongest, scenarioOf()))).toEqual(forms);
});
