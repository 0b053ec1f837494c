/**
 * The tests of a user whose system is wrong: both fail, and their messages are the report.
 */

import { readFileSync } from 'node:fs';
import { decodeEvents, toHistory } from 'skerry';
import type { Context, Node, Request } from 'skerry';
import { linearizable, register } from 'skerry/checkers';
import { registerWorkload } from 'skerry/workloads';
import 'skerry/vitest';
import { expect, test } from 'vitest';

/** Servers that keep what they are told to themselves. */
class LonelyRegister implements Node {
  private readonly values = new Map<string, Request['value']>();

  request(ctx: Context, client: string, { id, f, key, value }: Request): void {
    const name = JSON.stringify(key ?? null);
    if (f === 'write') this.values.set(name, value);
    const answer = f === 'write' ? value : (this.values.get(name) ?? null);
    ctx.reply(client, id, { type: 'ok', value: answer });
  }
}

test('a recorded history', () => {
  const history = toHistory([...decodeEvents(readFileSync('illegal.edn', 'utf8'))]);
  expect(history).toConformTo(linearizable(register()));
});

test('a cluster under faults', async () => {
  await expect({
    nodes: 3,
    node: () => new LonelyRegister(),
    workload: registerWorkload,
  }).toSurvive({ runs: 50 });
});
