/**
 * A run that fails by a fault on a node, shrunk by simulation: the fault becomes weaker, and those
 * that did not matter are gone.
 */

import { expect, test } from 'vitest';
import type { Fault, FaultKind } from '../../src/scenario/fault.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Posting } from '../../src/trace/posting.js';
import { minimize } from '../../src/shrink/minimize.js';
import { faultOf, operation, scenarioOf, serversOf } from '../simulator/small-cluster.js';

/** Answers a write before it is durable; whoever reads at n0 then may find nothing. */
const hasty = serversOf(() => ({
  request(ctx, client, { id, f, value }) {
    if (f === 'write') {
      ctx.disk.write('value', value);
      ctx.reply(client, id, { type: 'ok', value });
      ctx.disk.sync(() => undefined);
      return;
    }
    const found = (ctx.disk.read('value') as number | undefined) ?? null;
    ctx.reply(client, id, { type: 'ok', value: found });
  },
}));

/** A write that was acknowledged, and that a later read of the same server does not see. */
function losesTheWrite(scenario: Scenario): boolean {
  const { operations } = simulate(scenario, hasty).history;
  const write = operations.find(({ f, outcome }) => f === 'write' && outcome === 'ok');
  const read = operations.find(({ f, outcome }) => f === 'read' && outcome === 'ok');
  return write !== undefined && read !== undefined && read.output !== write.input;
}

const DID_NOT_MATTER: readonly Fault[] = [
  faultOf({ kind: 'clock-strobe', node: 'n0', byUs: 9_000, periodUs: 1_000 }, { id: 'f2' }),
  faultOf({ kind: 'config-drift', node: 'n0', setting: '*', ppm: 9_000 }, { id: 'f3' }),
  faultOf({ kind: 'membership', node: 'n1', change: 'remove' }, { id: 'f4' }),
  faultOf({ kind: 'disk-slow', node: 'n1', byUs: 3_000 }, { id: 'f5' }),
];

test.each<[string, Fault, readonly FaultKind[]]>([
  [
    'a crash point',
    faultOf(
      { kind: 'crash-point', node: 'n0', point: 'before-persist', disk: 'torn' },
      { atUs: 0 },
    ),
    ['crash', 'crash-point'],
  ],
  [
    'an old backup',
    faultOf({ kind: 'restore-backup', node: 'n0', ageUs: 20_000 }, { atUs: 10_000 }),
    ['crash', 'restore-backup'],
  ],
  ['bit rot', faultOf({ kind: 'bit-rot', node: 'n0' }, { atUs: 10_000 }), ['crash', 'bit-rot']],
  [
    'an upgrade',
    faultOf(
      { kind: 'upgrade', nodes: ['n0', 'n1', 'n2'], version: 2, everyUs: 1_000 },
      { atUs: 2_050 },
    ),
    ['crash'],
  ],
])('%s', async (_name, fault, kinds) => {
  const program = [
    operation(1, { f: 'write', value: 5 }),
    operation(2, { f: 'read', value: null, atUs: 200_000 }),
  ];
  const scenario = scenarioOf({ program, faults: [fault, ...DID_NOT_MATTER] });
  expect(losesTheWrite({ ...scenario, faults: DID_NOT_MATTER })).toBe(false);
  expect(losesTheWrite(scenario)).toBe(true);
  const shrunk = await minimize(scenario, {
    reproduces: losesTheWrite,
    postings(one) {
      const postings: Posting[] = [];
      simulate(one, hasty, { onPosting: (posting) => postings.push(posting) });
      return postings;
    },
  });
  expect(shrunk.scenario.faults).toHaveLength(1);
  const [left] = shrunk.scenario.faults;
  expect(kinds).toContain(left?.kind);
  expect(left?.forUs).toBeLessThan(fault.forUs);
  expect(losesTheWrite(shrunk.scenario)).toBe(true);
});
