/**
 * The public surface, written down: whoever adds or drops a name changes this file too.
 */

import * as skerry from 'skerry';
import * as checkers from 'skerry/checkers';
import * as matchers from 'skerry/vitest';
import * as workloads from 'skerry/workloads';
import { expect, test } from 'vitest';

test.each([
  ['skerry', skerry],
  ['skerry/checkers', checkers],
  ['skerry/vitest', matchers],
  ['skerry/workloads', workloads],
])('%s exports what it always did', async (entry, surface) => {
  const names = Object.keys(surface).sort().join('\n');
  const file = `./golden/${entry.replace('/', '-')}.exports.txt`;
  await expect(`${names}\n`).toMatchFileSnapshot(file);
});

test('the ways from a text to a verdict and back are there', () => {
  const text = '{"type":"invoke","process":0,"f":"read","value":null}\n';
  const history = skerry.toHistory(skerry.decodeEvents(text));
  const verdict = checkers.linearizable(checkers.register()).check(history);
  expect(verdict.kind).toBe('legal');
  expect(skerry.renderVerdict(history, verdict)).toMatch(/^LEGAL/);
  expect(skerry.decodeEvents(skerry.encodeEvents(skerry.toEvents(history), 'edn'))).toHaveLength(2);
});

test('a scenario travels as JSON and runs again, to the byte', async () => {
  const { abd, hunt, scenarioSchema, simulate } = skerry;
  const workload = workloads.registerWorkload;
  const hunted = { system: abd, workload, bugs: ['sloppy-quorum'], seed: 1, scenariosMax: 50 };
  const { counterexample } = await hunt(hunted);
  const scenario = counterexample?.scenario as skerry.Scenario;
  const copy = scenarioSchema.parse(JSON.parse(JSON.stringify(scenario)));
  expect(simulate(copy, abd).trace.hash).toBe(counterexample?.traceHash);
});
