/**
 * Yjs: replicas that have merged the same updates hold the same list, with everything in it that
 * was acknowledged, whatever the network, crashes and pauses did on the way.
 */

import { importForSimulation } from 'skerry';
import 'skerry/vitest';
import { expect, test } from 'vitest';
import { expectRepeatable } from './repeatable.js';
import { replicatedList } from './replicated-list.js';
import type { Replica } from './replicated-list.js';

const Y = await importForSimulation(() => import('yjs'));

function yjsList(saved: Uint8Array | undefined): Replica {
  const document = new Y.Doc();
  const list = document.getArray<number>('list');
  if (saved !== undefined) Y.applyUpdate(document, saved);
  return {
    add: (value) => {
      const before = Y.encodeStateVector(document);
      list.insert(Math.floor(Math.random() * (list.length + 1)), [value]);
      return Y.encodeStateAsUpdate(document, before);
    },
    merge: (update) => Y.applyUpdate(document, update),
    save: () => Y.encodeStateAsUpdate(document),
    values: () => list.toArray(),
  };
}

const correct = replicatedList(yjsList);

test('runs repeat themselves, and use nothing of the host', () => expectRepeatable(correct));

test('replicas converge, and lose nothing', async () => {
  await expect(correct).toSurvive({ runs: 15 });
});

test('updates that are sent once and never again: what was lost stays lost', async () => {
  const careless = replicatedList(yjsList, { repairs: false });
  await expect(careless).not.toSurvive({ runs: 15 });
});
