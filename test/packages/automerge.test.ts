/**
 * Automerge: replicas that have merged the same changes hold the same list, with everything in it
 * that was acknowledged, whatever the network, crashes and pauses did on the way.
 */

import { importForSimulation } from 'skerry';
import 'skerry/vitest';
import { expect, test } from 'vitest';
import { expectRepeatable } from './repeatable.js';
import { replicatedList } from './replicated-list.js';
import type { Replica } from './replicated-list.js';

const Automerge = await importForSimulation(() => import('@automerge/automerge'));

interface Content extends Record<string, unknown> {
  readonly list: number[];
}

/** The change that every copy begins with. */
const EMPTY = Automerge.save(
  Automerge.change(Automerge.init<Content>({ actor: '00' }), { time: 0 }, (content) => {
    Object.assign(content, { list: [] });
  }),
);

function automergeList(saved: Uint8Array = EMPTY, actor?: string): Replica {
  let document = Automerge.load<Content>(saved, actor === undefined ? {} : { actor });
  return {
    add: (value) => {
      document = Automerge.change(document, ({ list }) => {
        list.splice(Math.floor(Math.random() * (list.length + 1)), 0, value);
      });
      return Automerge.getLastLocalChange(document) as Uint8Array;
    },
    merge: (update) => {
      document = Automerge.loadIncremental(document, update);
    },
    save: () => Automerge.save(document),
    values: () => [...document.list],
  };
}

const correct = replicatedList((saved) => automergeList(saved));

test('runs repeat themselves, and use nothing of the host', () => expectRepeatable(correct));

test('replicas converge, and lose nothing', async () => {
  await expect(correct).toSurvive({ runs: 10 });
});

test('changes that are sent once and never again: what was lost stays lost', async () => {
  const careless = replicatedList((saved) => automergeList(saved), { repairs: false });
  await expect(careless).not.toSurvive({ runs: 10 });
});

test('an actor id kept through a crash that loses what it was used for', async () => {
  const reusing = replicatedList((saved, server) => automergeList(saved, `0${server.slice(1)}a0`), {
    keepsFirst: false,
  });
  const profile = {
    disk: { syncMinUs: 20_000, syncMaxUs: 40_000 },
    faults: { min: 3, max: 6 },
    faultUs: { min: 5_000, max: 30_000 },
  };
  await expect(reusing).not.toSurvive({ runs: 40, faults: ['crash'], profile });
});
