/**
 * One server that talks to the next, for tests of faults that hit single messages: n0 sends n1
 * numbered bodies of several fields, one each 100 us from 10 ms on; n1 notes what it hears.
 */

import type { Fault } from '../../src/scenario/fault.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import type { Body } from '../../src/simulator/node.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import { clusterOf, notesOf, scenarioOf } from './small-cluster.js';

/** How many messages there are. */
export const COUNT = 100;

/** When the first is sent, and how long after it the next. */
export const FIRST_US = 10_000;
export const EVERY_US = 100;

/** A message with all kinds of fields. */
export interface Item extends Body {
  readonly number: number;
  readonly text: string;
  readonly flag: boolean;
  readonly inner: { readonly list: readonly number[]; readonly nothing: null };
}

/** The `number`th message. */
export function item(number: number): Item {
  return {
    type: number % 2 === 0 ? 'even' : 'odd',
    number,
    text: `item ${number}`,
    flag: number % 3 === 0,
    inner: { list: [number, 7], nothing: null },
  };
}

/** What n1 heard. */
export interface Heard {
  readonly atUs: number;
  readonly from: string;
  readonly body: Item;
}

/** The run under these faults, of bodies that `make` makes. */
export function stream(
  faults: readonly Fault[],
  make: (number: number) => Body = item,
  parts: Partial<Scenario> = {},
): Run {
  const system = clusterOf((name) => {
    let sent = 0;
    return {
      start: (ctx) => (name === 'n0' ? ctx.setTimer('next', FIRST_US) : undefined),
      timer(ctx) {
        ctx.send('n1', make(sent++));
        if (sent < COUNT) ctx.setTimer('next', EVERY_US);
      },
      message: (ctx, from, body) => ctx.note('heard', { from, body: JSON.stringify(body) }),
    };
  });
  return simulate(scenarioOf({ ...parts, faults }), system);
}

/** All that n1 heard, in order. */
export function heard(run: Run): Heard[] {
  return notesOf(run, 'heard').map(({ atUs, data }) => ({
    atUs,
    from: String(data['from']),
    body: JSON.parse(String(data['body'])) as Item,
  }));
}

/** Records of one kind in the trace. */
export function recordsOf(run: Run, kind: string): ReturnType<Run['trace']['record']>[] {
  return Array.from({ length: run.trace.length }, (_, at) => run.trace.record(at)).filter(
    (record) => record.kind === kind,
  );
}
