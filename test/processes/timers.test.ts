/**
 * Timers of programs: on the clock of their node, in virtual time, with everything that timers of
 * Node can do.
 */

import { setTimeout as namedTimeout, clearTimeout as namedClear } from 'node:timers';
import {
  scheduler,
  setImmediate as immediately,
  setInterval as every,
  setTimeout as sleep,
} from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { ProcessNode } from '../../src/processes/program.js';
import { faultOf, notesOf } from '../simulator/small-cluster.js';
import { runProgram } from './programs.js';

type Tell = (label: string) => void;

/** What n0 tells when it runs `script`: `label at ms`, in order. */
async function told(script: (tell: Tell, node: ProcessNode) => unknown): Promise<string[]> {
  const run = await runProgram(async (node) => {
    if (node.self === 'n0') await script((label) => node.note('told', { label }), node);
  });
  expect(run.failure).toBeUndefined();
  return notesOf(run, 'told').map(({ atUs, data }) => `${data['label']} ${atUs / 1000}`);
}

test('wait on the clock of the node', async () => {
  const drift = faultOf(
    { kind: 'clock-drift', node: 'n1', ppm: 1_000_000 },
    { atUs: 0, forUs: 600_000 },
  );
  const run = await runProgram(
    async (node) => {
      await sleep(50);
      setTimeout(() => node.note('fired', { clock: performance.now() }), 50);
    },
    { faults: [drift] },
  );
  const fired = notesOf(run, 'fired').map(({ atUs, node, data }) => [node, atUs, data['clock']]);
  // The fast clock had not begun to drift when the program set its first timer.
  expect(fired).toEqual([
    ['n1', 75_000, 150],
    ['n0', 100_000, 100],
    ['n2', 100_000, 100],
  ]);
});

test('pass their parameters, fire once, and can be cleared', async () => {
  const seen = await told((tell) => {
    setTimeout((left: string, right: string) => tell(left + right), 10, 'a', 'b');
    clearTimeout(setTimeout(() => tell('cleared'), 5));
    clearTimeout(Number(setTimeout(() => tell('cleared by number'), 5)));
    clearImmediate(setImmediate(() => tell('cleared')));
    namedClear(namedTimeout(() => tell('cleared'), 5));
    namedTimeout(() => tell('named'), 20);
    clearTimeout(undefined);
  });
  expect(seen).toEqual(['ab 10', 'named 20']);
});

test('repeat until they are cleared, and begin anew when refreshed', async () => {
  const seen = await told((tell) => {
    let ticks = 0;
    const interval = setInterval(() => {
      tell('tick');
      if (++ticks === 3) clearInterval(interval);
    }, 10);
    const timeout = setTimeout(() => tell('late'), 12)
      .ref()
      .unref();
    expect(timeout.hasRef()).toBe(false);
    setTimeout(() => timeout.refresh(), 8);
  });
  expect(seen).toEqual(['tick 10', 'late 20', 'tick 20', 'tick 30']);
});

test('take delays as Node does: at least a millisecond, in whole ones', async () => {
  const seen = await told((tell) => {
    setTimeout(() => tell('fraction'), 2.9);
    setTimeout(() => tell('negative'), -5);
    setTimeout(() => tell('endless'), Infinity);
    setTimeout(() => tell('nothing'));
    const code: unknown = 'code';
    expect(() => setTimeout(code as () => void, 1)).toThrow(TypeError);
  });
  expect(seen).toEqual(['negative 1', 'endless 1', 'nothing 1', 'fraction 2']);
});

test('immediates come one event each, at the same time, after microtasks', async () => {
  const seen = await told(async (tell) => {
    setImmediate(() => {
      tell('first');
      queueMicrotask(() => tell('microtask'));
      process.nextTick(() => tell('tick'));
    });
    setImmediate(() => tell('second'));
    await immediately();
    tell('third');
  });
  expect(seen).toEqual(['first 0', 'tick 0', 'microtask 0', 'second 0', 'third 0']);
});

test('come as promises, which signals end', async () => {
  const seen = await told(async (tell) => {
    tell(await sleep(10, 'slept'));
    tell(await promisify(setTimeout)(5, 'promisified'));
    await scheduler.wait(5);
    tell('waited');
    let ticks = 0;
    for await (const tick of every(10, 'tick')) {
      tell(tick);
      if (++ticks === 2) break;
    }
    const signal = AbortSignal.timeout(7);
    await sleep(50, undefined, { signal }).catch(({ name, cause }: Error) =>
      tell(`${name} of ${(cause as Error).name}`),
    );
  });
  expect(seen).toEqual([
    'slept 10',
    'promisified 15',
    'waited 20',
    'tick 30',
    'tick 40',
    'AbortError of TimeoutError 47',
  ]);
});

test('that throw end the run as a failure of the node, as unhandled rejections do', async () => {
  const scripts = {
    timer: () =>
      setTimeout(() => {
        throw new Error('from a timer');
      }, 10),
    rejection: () => void sleep(10).then(() => Promise.reject(new Error('from a promise'))),
    program: async () => {
      await sleep(10);
      throw new Error('from the program');
    },
  };
  const failures = [];
  for (const script of Object.values(scripts)) {
    const run = await runProgram((node) =>
      node.self === 'n1' ? (script() as undefined) : undefined,
    );
    failures.push(run.failure);
  }
  expect(failures).toEqual(
    ['from a timer', 'from a promise', 'from the program'].map((message) => ({
      atUs: 10_000,
      node: 'n1',
      message,
    })),
  );
});
