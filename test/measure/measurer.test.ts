/**
 * Every figure against samples whose figures are known, and moved in the known direction.
 */

import { describe, expect, test } from 'vitest';
import { MEASUREMENTS } from '../../src/measure/catalogue.js';
import type { MeasurementName } from '../../src/measure/catalogue.js';
import { Measurer } from '../../src/measure/measurer.js';
import type { RunSample } from '../../src/measure/sample.js';
import { runOf, type Sketch } from './samples.js';

function figures(...runs: readonly RunSample[]): ReadonlyMap<MeasurementName, number> {
  const measurer = new Measurer();
  for (const run of runs) measurer.add(run);
  return measurer.measurements().phases.get('all')?.figures ?? new Map();
}

function figure(name: MeasurementName, ...runs: readonly RunSample[]): number {
  return figures(...runs).get(name) ?? Number.NaN;
}

/** A hundred operations of 1 ms, ... 100 ms, one after the other. */
const ramp: readonly Sketch[] = Array.from({ length: 100 }, (_, at) => ({
  start: 200 * at,
  end: 200 * at + at + 1,
}));

describe('by hand', () => {
  test('percentiles are nearest ranks', () => {
    const measured = figures(runOf(ramp));
    expect(
      ['p50Ms', 'p95Ms', 'p99Ms', 'p999Ms'].map((name) => measured.get(name as 'p50Ms')),
    ).toEqual([50, 95, 99, 100]);
    expect(measured.get('tailRatio')).toBeCloseTo(99 / 50);
  });

  test('a latency counts from when the operation was due', () => {
    const late = [{ due: 0, start: 90, end: 100 }];
    expect(figure('p50Ms', runOf(late))).toBe(100);
  });

  test('availability, nines and the longest outage', () => {
    const run = runOf([
      { start: 0, end: 10 },
      { start: 20, end: 70, vain: true },
      { start: 80, end: 130, vain: true },
      { start: 140, end: 150 },
      { start: 160, end: 170 },
    ]);
    expect(figure('availability', run)).toBeCloseTo(0.6);
    expect(figure('nines', run)).toBeCloseTo(-Math.log10(0.4));
    expect(figure('longestOutageMs', run)).toBe(130);
  });

  test('nines without a loss are no more than so many operations can show', () => {
    expect(figure('nines', runOf(ramp))).toBeCloseTo(Math.log10(101));
  });

  test('an outage that nothing ends lasts as long as the run', () => {
    expect(figure('longestOutageMs', runOf([{ start: 500, end: 600, vain: true }]))).toBe(1500);
  });

  test('throughput and concurrency over the time in which anything is open', () => {
    const run = runOf([
      { start: 0, end: 100 },
      { start: 50, end: 100 },
      { start: 500, end: 600 },
    ]);
    expect(figure('throughput', run)).toBeCloseTo(15);
    expect(figure('concurrency', run)).toBeCloseTo(1.25);
  });

  test('recovery is the worst of all runs', () => {
    const quick = runOf([{ start: 1000, end: 1010 }]);
    const slow = runOf([
      { start: 1000, end: 1200, vain: true },
      { start: 1210, end: 1300 },
    ]);
    expect(figure('recoverWithinMs', quick, slow)).toBe(300);
    expect(figure('catchUpWithinMs', quick, slow)).toBe(200);
    expect(figure('stuckOperations', quick, slow)).toBe(1);
    expect(figure('catchUpWithinMs', quick)).toBe(0);
  });

  test('messages and bytes are shared among all operations, by type too', () => {
    const measurer = new Measurer();
    measurer.add(
      runOf(
        [
          { start: 0, end: 1 },
          { start: 2, end: 3 },
        ],
        [
          ['ping', { messages: 6, bytes: 60 }],
          ['data', { messages: 2, bytes: 200 }],
        ],
      ),
    );
    const { phases, traffic } = measurer.measurements();
    expect(phases.get('all')?.figures.get('messagesPerOperation')).toBe(4);
    expect(phases.get('all')?.figures.get('bytesPerOperation')).toBe(130);
    expect([...traffic]).toEqual([
      ['ping', { messages: 3, bytes: 30 }],
      ['data', { messages: 1, bytes: 100 }],
    ]);
  });

  test('phases are measured apart', () => {
    const measurer = new Measurer();
    measurer.add(
      runOf([
        { start: 0, end: 10, phases: ['calm'] },
        { start: 20, end: 120, vain: true, phases: ['faulty', 'crash'] },
      ]),
    );
    const { phases } = measurer.measurements();
    expect([...phases.keys()]).toEqual(['all', 'calm', 'faulty', 'crash']);
    expect(phases.get('calm')?.figures.get('availability')).toBe(1);
    expect(phases.get('crash')?.figures.get('availability')).toBe(0);
    expect(phases.get('crash')?.figures.has('p50Ms')).toBe(false);
    expect(phases.get('calm')?.figures.get('longestOutageMs')).toBe(0);
  });

  test('what is refused at once counts with the time-out', () => {
    const measurer = new Measurer();
    measurer.add(
      runOf([
        { start: 0, end: 10 },
        { start: 10, end: 11, vain: true },
      ]),
    );
    expect(measurer.measurements().phases.get('all')?.figures.get('p99Ms')).toBe(100);
  });

  test('an outage begins after the last answer', () => {
    const measurer = new Measurer();
    measurer.add(
      runOf([
        { start: 0, end: 400, vain: true },
        { start: 300, end: 390 },
        { start: 420, end: 450 },
      ]),
    );
    expect(measurer.measurements().phases.get('all')?.figures.get('longestOutageMs')).toBe(60);
  });

  test('a system that never comes back has no time of recovery', () => {
    const measurer = new Measurer();
    measurer.add(
      runOf([
        { start: 0, end: 10 },
        { start: 1010, end: 1110, vain: true },
      ]),
    );
    const figures = measurer.measurements().phases.get('all')?.figures;
    expect(figures?.get('recoverWithinMs')).toBe(Infinity);
    expect(figures?.get('catchUpWithinMs')).toBe(Infinity);
  });

  test('nothing measured is no figure', () => {
    expect(new Measurer().measurements().phases.size).toBe(0);
    expect(figures(runOf([{ start: 0, end: 1 }])).has('recoverWithinMs')).toBe(false);
  });
});

/** For each figure a run, and one in which it is higher. */
const BASE: Sketch = { start: 0, end: 10 };
const HIGHER: Readonly<Record<MeasurementName, readonly [RunSample, RunSample]>> = {
  availability: [runOf([BASE, { ...BASE, vain: true }]), runOf([BASE])],
  nines: [runOf([BASE, { ...BASE, vain: true }]), runOf([BASE, BASE])],
  longestOutageMs: [
    runOf([BASE]),
    runOf([
      { ...BASE, vain: true },
      { start: 20, end: 30 },
    ]),
  ],
  throughput: [runOf([BASE]), runOf([BASE, BASE])],
  concurrency: [runOf([BASE]), runOf([BASE, BASE])],
  p50Ms: [runOf([BASE]), runOf([{ start: 0, end: 11 }])],
  p95Ms: [runOf([BASE]), runOf([{ start: 0, end: 11 }])],
  p99Ms: [runOf(ramp), runOf(ramp.map(({ start, end }) => ({ start, end: end + 5 })))],
  p999Ms: [runOf(ramp), runOf([...ramp, { start: 0, end: 500 }])],
  tailRatio: [runOf([BASE]), runOf(ramp)],
  messagesPerOperation: [
    runOf([BASE], [['a', { messages: 1, bytes: 1 }]]),
    runOf([BASE], [['a', { messages: 2, bytes: 1 }]]),
  ],
  bytesPerOperation: [
    runOf([BASE], [['a', { messages: 1, bytes: 1 }]]),
    runOf([BASE], [['a', { messages: 1, bytes: 2 }]]),
  ],
  recoverWithinMs: [runOf([{ start: 1000, end: 1010 }]), runOf([{ start: 1000, end: 1020 }])],
  catchUpWithinMs: [
    runOf([{ start: 1000, end: 1010 }]),
    runOf([{ start: 1000, end: 1020, vain: true }]),
  ],
  stuckOperations: [
    runOf([{ start: 1000, end: 1010 }]),
    runOf([{ start: 1000, end: 1020, vain: true }]),
  ],
};

test.each(MEASUREMENTS.map(({ name }) => name))('%s moves in the known direction', (name) => {
  const [lower, higher] = HIGHER[name];
  expect(figure(name, higher)).toBeGreaterThan(figure(name, lower));
});
