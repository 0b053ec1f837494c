/**
 * What programs draw comes from the scenario: the same in each run of it, different at each node.
 */

import { randomBytes, randomFill, randomFillSync, randomInt, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { notesOf } from '../simulator/small-cluster.js';
import { runProgram } from './programs.js';

/** What the nodes drew, each in one text. */
async function drawn(draw: () => unknown, seed = 7): Promise<string[]> {
  const run = await runProgram(
    async (node) => node.note('drawn', { value: String(await draw()) }),
    { seed },
  );
  expect(run.failure).toBeUndefined();
  return notesOf(run, 'drawn').map(({ data }) => String(data['value']));
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const draws: Readonly<Record<string, readonly [draw: () => unknown, looks: RegExp]>> = {
  'Math.random': [() => Math.random(), /^0\.\d+/],
  'crypto.randomUUID': [
    () => crypto.randomUUID(),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  ],
  'crypto.getRandomValues': [
    () => hexOf(crypto.getRandomValues(new Uint8Array(8))),
    /^[0-9a-f]{16}$/,
  ],
  'node:crypto randomUUID': [() => randomUUID(), /^[0-9a-f-]{36}$/],
  'node:crypto randomBytes': [() => hexOf(randomBytes(8)), /^[0-9a-f]{16}$/],
  'node:crypto randomBytes, later': [
    async () => hexOf(await promisify(randomBytes)(8)),
    /^[0-9a-f]{16}$/,
  ],
  'node:crypto randomInt': [() => randomInt(1_000, 2_000_000_000), /^\d{4,10}$/],
  'node:crypto randomFill': [
    async () => hexOf((await promisify(randomFill)(new Uint8Array(8))) as Uint8Array),
    /^[0-9a-f]{16}$/,
  ],
  'node:crypto randomFillSync of a part': [
    () => hexOf(randomFillSync(new Uint8Array(8), 2, 4)),
    /^0000[0-9a-f]{8}0000$/,
  ],
};

test.each(Object.entries(draws))('%s', async (_name, [draw, looks]) => {
  const first = await drawn(draw);
  expect(first).toHaveLength(3);
  expect(new Set(first).size).toBe(3);
  for (const text of first) expect(text).toMatch(looks);
  expect(await drawn(draw)).toEqual(first);
  expect(await drawn(draw, 8)).not.toEqual(first);
});

test('draws of one handler differ, and are spread evenly', async () => {
  const [text = ''] = await drawn(() => Array.from({ length: 1_000 }, () => Math.random()).join());
  const numbers = text.split(',').map(Number);
  expect(new Set(numbers).size).toBe(1_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.filter((number) => number < 0.5).length).toBeGreaterThan(430);
  expect(numbers.filter((number) => number < 0.5).length).toBeLessThan(570);
});

test('outside of the simulation chance stays chance', async () => {
  await drawn(() => Math.random());
  expect(Math.random()).not.toBe(Math.random());
  expect(randomUUID()).not.toBe(randomUUID());
});
