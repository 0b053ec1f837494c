/**
 * Attacks: tampering, spoofing, replay, and clients without the right to ask.
 */

import { describe, expect, test } from 'vitest';
import { authorizedOnly } from '../../checkers/invariants/authorized-only.js';
import type { IllegalVerdict } from '../../checkers/verdict.js';
import type { Fault } from '../../src/scenario/fault.js';
import type { CredentialFault } from '../../src/scenario/faults/security.js';
import { verifyCredential } from '../../src/simulator/credentials.js';
import type { Body, Node } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { COUNT, EVERY_US, FIRST_US, heard, item, recordsOf, stream } from './message-streams.js';
import { activityOf, faultOf, notesOf, operation, scenarioOf, serversOf } from './small-cluster.js';

const ALL = 1_000_000;

describe('tampering', () => {
  test('puts earlier values of the same field of the same type into messages', () => {
    const run = stream([faultOf({ kind: 'tampering', node: 'n1', ppm: 500_000 })]);
    const wrong = heard(run).flatMap(({ body }, at) =>
      JSON.stringify(body) === JSON.stringify(item(at)) ? [] : [{ body, at }],
    );
    expect(wrong.length).toBeGreaterThan(COUNT / 4);
    for (const { body, at } of wrong) {
      expect(body.type).toBe(item(at).type);
      expect(body.number).toBeLessThanOrEqual(at);
      expect(body.text).toMatch(/^item \d+$/);
      if (body.number !== at) expect(body.number % 2).toBe(at % 2);
    }
    expect(recordsOf(run, 'change')).toHaveLength(wrong.length);
    expect(activityOf(run).effects).toBe(wrong.length);
  });

  test('has nothing to put in where all messages are alike', () => {
    const run = stream(
      [faultOf({ kind: 'tampering', node: 'n0', ppm: ALL })],
      () => ({ type: 'same', number: 1 }) as Body,
    );
    expect(activityOf(run).effects).toBe(0);
  });
});

describe('spoofing', () => {
  const spoof = (as: string): Fault => faultOf({ kind: 'spoofing', node: 'n0', as, ppm: ALL });

  test('messages seem to come from somebody else', () => {
    const run = stream([spoof('n2')]);
    expect(new Set(heard(stream([])).map(({ from }) => from))).toEqual(new Set(['n0']));
    expect(new Set(heard(run).map(({ from }) => from))).toEqual(new Set(['n2']));
    expect(recordsOf(run, 'change')).toHaveLength(COUNT);
    expect(recordsOf(run, 'change')[0]?.name).toBe('f1 sender n0 became n2');
  });

  test('nobody takes a message for their own', () => {
    expect(activityOf(stream([spoof('n1')])).effects).toBe(0);
  });

  test('it is the links of the true sender that are cut', () => {
    const cut = (from: string): Fault =>
      faultOf({ kind: 'one-way', from: [from], to: ['n1'] }, { id: 'f2' });
    expect(heard(stream([spoof('n2'), cut('n2')]))).toHaveLength(COUNT);
    expect(heard(stream([spoof('n2'), cut('n0')]))).toHaveLength(0);
  });
});

describe('replay', () => {
  test('delivers old messages of the link again', () => {
    const run = stream([faultOf({ kind: 'replay', node: 'n1', ppm: 300_000, byUs: 2_000 })]);
    const again = heard(run).filter(
      ({ atUs, body }) => atUs !== FIRST_US + EVERY_US * body.number + 1_000,
    );
    expect(heard(run)).toHaveLength(COUNT + again.length);
    expect(again.length).toBeGreaterThan(10);
    for (const { atUs, body } of again) {
      const sentUs = FIRST_US + EVERY_US * body.number;
      expect(atUs - 1_000 - sentUs).toBeGreaterThanOrEqual(2_000);
    }
    expect(recordsOf(run, 'repeat')).toHaveLength(again.length);
    expect(activityOf(run).effects).toBe(again.length);
  });

  test('of messages that are not so old yet there is none', () => {
    const run = stream([faultOf({ kind: 'replay', node: 'n1', ppm: ALL, byUs: 50_000 })]);
    expect(heard(run)).toHaveLength(COUNT);
    expect(activityOf(run).effects).toBe(0);
  });
});

/** A server that checks who asks, and tells the others whose rights are revoked. */
function guard(seen: Set<string>): Node {
  const revoked = new Set<string>();
  return {
    request(ctx, client, request) {
      const state = verifyCredential(ctx, request, revoked);
      seen.add(state);
      if (state === 'valid') ctx.reply(client, request.id, { type: 'ok', value: null });
      else ctx.reply(client, request.id, { type: 'fail', error: state });
    },
    access(ctx, change) {
      ctx.note('told', { state: change.state });
      ctx.note(change.state, { principal: change.principal });
      for (const server of ctx.servers) ctx.send(server, { type: 'access', ...change });
    },
    message(_ctx, _from, body) {
      const { principal, state } = body as Body & { principal: string; state: string };
      if (state === 'revoked') revoked.add(principal);
      else revoked.delete(principal);
    },
  };
}

/** A server that serves whoever asks. */
function trusting(): Node {
  return {
    request: (ctx, client, { id }) => ctx.reply(client, id, { type: 'ok', value: null }),
  };
}

function guarded(server: () => Node, authenticates = true): System {
  return { ...serversOf(server), build: () => ({ server, authenticates }) };
}

/** c0 and c1 ask before, during (10 ms to 110 ms) and after the fault. */
const PROGRAM = ['c0', 'c1'].flatMap((client, at) =>
  [1_000, 50_000, 200_000].map((atUs, nth) => operation(10 * at + nth, { client, atUs })),
);

function asked(
  state: CredentialFault['state'],
  system: System,
): { readonly run: Run; readonly outcomes: unknown[] } {
  const fault = faultOf({ kind: 'credential', client: 'c0', state }, { atUs: 10_000 });
  const topology = { servers: 3, clients: 2 };
  const run = simulate(scenarioOf({ topology, program: PROGRAM, faults: [fault] }), system);
  const outcomes = run.events
    .filter(({ type }) => type !== 'invoke')
    .map(({ process, type, error }) =>
      `c${process} ${type} ${typeof error === 'string' ? error : ''}`.trim(),
    );
  return { run, outcomes: outcomes.sort() };
}

const STATES = ['forged', 'expired', 'revoked'] as const;

describe('credentials', () => {
  test.each(STATES)(
    'servers that check refuse a client with a %s one, and nobody else',
    (state) => {
      const seen = new Set<string>();
      const { run, outcomes } = asked(
        state,
        guarded(() => guard(seen)),
      );
      expect(outcomes).toEqual(['c0 fail ' + state, ...ok('c0', 2), ...ok('c1', 3)]);
      expect(seen).toEqual(new Set(['valid', state]));
      expect(activityOf(run).effects).toBe(1);
      expect(recordsOf(run, 'credential')).toMatchObject([
        { node: 'c0', name: `f1 ${state}`, id: 1 },
      ]);
      const told = notesOf(run, 'told').map(({ data }) => data['state']);
      expect(told).toEqual(state === 'revoked' ? ['revoked', 'restored'] : []);
    },
  );

  test('the invariant holds of servers that check', () => {
    for (const state of STATES) {
      const { run } = asked(
        state,
        guarded(() => guard(new Set())),
      );
      expect(authorizedOnly.check(run.trace)).toMatchObject({
        kind: 'legal',
        effort: { judged: 1 },
      });
    }
  });

  test.each(['forged', 'expired'] as const)(
    'it is broken by those that serve a %s one',
    (state) => {
      const { run } = asked(state, guarded(trusting));
      const verdict = authorizedOnly.check(run.trace);
      expect(verdict).toMatchObject({
        kind: 'illegal',
        anomalies: [{ kind: 'unauthorized-operation' }],
      });
      const { certificate } = verdict as IllegalVerdict;
      const { records } = certificate as unknown as { records: number[] };
      expect(records.map((at) => run.trace.record(at))).toMatchObject([
        { kind: 'credential', id: 1, name: `f1 ${state}` },
        { kind: 'complete', id: 1, name: 'ok' },
      ]);
    },
  );

  test('a revocation binds from when a server says that it is in force', () => {
    const noting = (note: boolean): Node => ({
      ...trusting(),
      access: (ctx, { principal, state }) => (note ? ctx.note(state, { principal }) : undefined),
    });
    const verdict = (note: boolean): string =>
      authorizedOnly.check(
        asked(
          'revoked',
          guarded(() => noting(note)),
        ).run.trace,
      ).kind;
    expect([verdict(true), verdict(false)]).toEqual(['illegal', 'legal']);
  });

  test('servers that do not check serve it: the operation that took effect is in the trace', () => {
    const { run, outcomes } = asked('forged', guarded(trusting));
    expect(outcomes).toEqual([...ok('c0', 3), ...ok('c1', 3)]);
    expect(recordsOf(run, 'credential')).toHaveLength(1);
  });

  test('a cluster that does not ask for credentials gets none', () => {
    const seen = new Set<string>();
    const { run } = asked(
      'forged',
      guarded(() => guard(seen), false),
    );
    expect(seen).toEqual(new Set(['missing']));
    expect(activityOf(run).effects).toBe(0);
  });

  test('a server whose clock is behind believes an expired credential', () => {
    const seen = new Set<string>();
    const system = guarded(() => guard(seen));
    const faults = [
      faultOf({ kind: 'credential', client: 'c0', state: 'expired' }),
      ...['n0', 'n1', 'n2'].map((node, at) =>
        faultOf({ kind: 'clock-offset', node, byUs: -40_000 }, { id: `f${at + 2}` }),
      ),
    ];
    simulate(scenarioOf({ program: [operation(1, { atUs: 50_000 })], faults }), system);
    expect(seen).toEqual(new Set(['valid']));
  });
});

function ok(client: string, times: number): string[] {
  return Array<string>(times).fill(`${client} ok`);
}
