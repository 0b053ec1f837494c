/**
 * Passes that leave things out, each driven alone on a failure made by hand.
 */

import { describe, expect, test } from 'vitest';
import { removals } from '../../src/shrink/passes/removal.js';
import { START } from '../../src/shrink/passes/pass.js';
import {
  deviationPairsPass,
  deviationsPass,
  faultsPass,
  keyPass,
  operationsPass,
  pairsPass,
  prefixPass,
} from '../../src/shrink/passes/structure.js';
import { crash, drive, late, operation, scenarioOf } from './scenarios.js';

const idsOf = ({ program }: { readonly program: readonly { readonly id: number }[] }): number[] =>
  program.map(({ id }) => id);

describe('removals', () => {
  test('go from the whole list down to single items', () => {
    const lists = [...removals(['a', 'b', 'c', 'd'], START)].map(([list]) => list.join(''));
    expect(lists).toEqual(['', 'cd', 'ab', 'bcd', 'acd', 'abd', 'abc']);
  });

  test('go on where a success left off, never from the start', () => {
    const lists = [...removals(['a', 'b', 'c'], { size: 1, at: 1 })].map(([list]) => list.join(''));
    expect(lists).toEqual(['ac', 'ab']);
  });

  test('of an empty list are none', () => {
    expect([...removals([], START)]).toEqual([]);
  });
});

describe('structural passes', () => {
  test('prefix finds the shortest failing prefix in logarithmic time', () => {
    const program = Array.from({ length: 1000 }, (_, at) => operation(at + 1));
    const { scenario, tests } = drive(prefixPass, scenarioOf({ program }), (candidate) =>
      idsOf(candidate).includes(137),
    );
    expect(idsOf(scenario)).toEqual(Array.from({ length: 137 }, (_, at) => at + 1));
    expect(tests).toBeLessThan(12);
  });

  test('prefix takes final operations last', () => {
    const program = [operation(1, { phase: 'final', atUs: 0 }), operation(2), operation(3)];
    const { scenario } = drive(prefixPass, scenarioOf({ program }), (candidate) =>
      idsOf(candidate).includes(3),
    );
    expect(idsOf(scenario)).toEqual([2, 3]);
  });

  test('key keeps the one key that fails', () => {
    const program = [1, 2, 3, 4, 5, 6].map((id) =>
      operation(id, { key: ['x', 'y', 'z'][id % 3]! }),
    );
    const { scenario } = drive(keyPass, scenarioOf({ program }), (candidate) =>
      idsOf(candidate).includes(4),
    );
    expect(idsOf(scenario)).toEqual([1, 4]);
  });

  test('operations and faults leave exactly what the failure needs', () => {
    const needs = (candidate: ReturnType<typeof scenarioOf>): boolean =>
      [7, 13, 28].every((id) => idsOf(candidate).includes(id)) &&
      candidate.faults.some(({ id }) => id === 'f2');
    const fewer = drive(operationsPass, scenarioOf(), needs).scenario;
    expect(idsOf(fewer)).toEqual([7, 13, 28]);
    expect(drive(faultsPass, fewer, needs).scenario.faults).toEqual([crash(2)]);
  });

  test('faults all go at once when none is needed', () => {
    expect(drive(faultsPass, scenarioOf(), () => true)).toMatchObject({
      scenario: { faults: [] },
      tests: 1,
    });
  });

  test('pairs removes a fault together with the operation that needs it', () => {
    // Operation 2 and fault f1 stand or fall together; 1 is needed.
    const together = (candidate: ReturnType<typeof scenarioOf>): boolean =>
      idsOf(candidate).includes(1) &&
      idsOf(candidate).includes(2) === (candidate.faults.length === 1);
    const start = scenarioOf({ program: [operation(1), operation(2)], faults: [crash(1)] });
    expect(drive(operationsPass, start, together).scenario).toEqual(start);
    expect(drive(faultsPass, start, together).scenario).toEqual(start);
    const { scenario } = drive(pairsPass, start, together);
    expect([idsOf(scenario), scenario.faults]).toEqual([[1], []]);
  });

  test('pairs leaves long programs alone', () => {
    const program = Array.from({ length: 25 }, (_, at) => operation(at + 1));
    expect([...pairsPass.candidates(scenarioOf({ program }), START, { serversMin: 3 })]).toEqual(
      [],
    );
  });

  test('deviations go alone and in pairs', () => {
    const deviations = ['op 1', 'op 2', 'op 3', 'op 4'].map((cause) => late(cause));
    const causes = (candidate: ReturnType<typeof scenarioOf>): string[] =>
      candidate.deviations.map(({ message }) => message.cause);
    const even = (candidate: ReturnType<typeof scenarioOf>): boolean =>
      causes(candidate).includes('op 3') && candidate.deviations.length % 2 === 0;
    const start = scenarioOf({ deviations });
    expect(causes(drive(deviationsPass, start, even).scenario)).toEqual(['op 3', 'op 4']);
    expect(causes(drive(deviationPairsPass, start, even).scenario)).toHaveLength(2);
  });
});
