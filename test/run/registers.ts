/**
 * What the tests of runs work on: a register workload, and systems that are bad in one way each.
 */

import { register } from '../../checkers/models/register.js';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import * as fc from 'fast-check';
import type { RunWorkload } from '../../src/run/workload.js';
import type { Profile } from '../../src/scenario/profile.js';
import type { Node } from '../../src/simulator/node.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { clusterOf } from '../simulator/small-cluster.js';

/** Reads and unique writes, and a last read of each key. */
export const registers: RunWorkload = {
  name: 'register',
  ask: (keys, serial) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.boolean())
      .map(([key, writes]) =>
        writes ? { f: 'write', key, value: serial } : { f: 'read', key, value: null },
      ),
  finals: (key) => [{ f: 'read', key, value: null }],
  simplify: ({ f, key }) => (f === 'write' ? [{ f: 'read', key: key ?? null, value: null }] : []),
  checkers: [linearizable(register())],
  invariants: [],
};

/** Few operations and at least one fault, for campaigns that must be quick. */
export const LIGHT: Profile = {
  ...abd.profile,
  operations: { min: 8, max: 16 },
  faults: { min: 1, max: 3 },
};

/** A system of clients that do without servers; named, so that reports can be told apart. */
function clientsOnly(name: string, client: () => Node): System {
  return { ...clusterOf(() => ({}), client), name, profile: LIGHT };
}

/** Refuses everything. */
export const refusing = clientsOnly('refusing', () => ({
  request: (ctx, _client, { id }) => ctx.reply(ctx.self, id, { type: 'fail', error: 'no' }),
}));

/** Each client keeps its own register: quick, wrong, and out of reach of every fault. */
export const isolated = clientsOnly('isolated', () => {
  const values = new Map<unknown, number>();
  return {
    request(ctx, _client, { id, f, key, value }) {
      if (f === 'write') values.set(key, Number(value));
      ctx.reply(ctx.self, id, {
        type: 'ok',
        value: f === 'write' ? value : (values.get(key) ?? null),
      });
    },
  };
});

/** Answers reads with chance from outside of the simulation. */
export const restless = clientsOnly('restless', () => ({
  request: (ctx, _client, { id }) => ctx.setTimer(`${id}`, 1 + Math.floor(Math.random() * 10_000)),
  timer: (ctx, name) => ctx.reply(ctx.self, Number(name), { type: 'ok', value: -1 }),
}));

/** Throws at the third operation of a client. */
export const throwing = clientsOnly('throwing', () => {
  let asked = 0;
  return {
    request(ctx, _client, { id, value }) {
      if (++asked === 3) throw new Error('out of patience');
      ctx.reply(ctx.self, id, { type: 'ok', value });
    },
  };
});
