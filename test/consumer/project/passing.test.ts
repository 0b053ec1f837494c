/**
 * The tests of a user whose system is right: a recorded history, and a cluster under faults.
 */

import { readFileSync } from 'node:fs';
import { decodeEvents, toHistory } from 'skerry';
import type { Context, Node, Request } from 'skerry';
import { linearizable, register } from 'skerry/checkers';
import { registerWorkload } from 'skerry/workloads';
import 'skerry/vitest';
import { expect, test } from 'vitest';

/** One server that has all on its disk before it answers, and knows a request that is repeated. */
class DurableRegister implements Node {
  request(ctx: Context, client: string, { id, f, key, value }: Request): void {
    const name = `value ${JSON.stringify(key ?? null)}`;
    const done = `done ${id}`;
    if (ctx.disk.read(done) === undefined) {
      if (f === 'write') ctx.disk.write(name, value);
      ctx.disk.write(done, f === 'write' ? value : (ctx.disk.read(name) ?? null));
    }
    const answer = ctx.disk.read(done) as Request['value'];
    ctx.disk.sync(() => ctx.reply(client, id, { type: 'ok', value: answer }));
  }
}

test('a recorded history', () => {
  const history = toHistory([...decodeEvents(readFileSync('legal.edn', 'utf8'))]);
  expect(history).toConformTo(linearizable(register()));
});

test('a cluster under faults', async () => {
  await expect({
    nodes: 1,
    node: () => new DurableRegister(),
    workload: registerWorkload,
  }).toSurvive({ runs: 50 });
});
