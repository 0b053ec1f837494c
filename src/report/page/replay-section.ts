/**
 * How to see a counterexample again: as a command, as a file, and as a test.
 */

import { encodeJson } from '../../history/codecs/json-value.js';
import type { Counterexample } from '../counterexample.js';
import { escapeText } from '../escape.js';
import { replayCommand } from '../outline.js';
import type { CounterexampleReport } from '../report.js';
import type { ReplaySection } from './page-data.js';

/** A longer file is embedded without what a replay makes anew. */
const FILE_LENGTH_MAX = 20_000;

/** What is longer even so stays where it was saved. */
const EMBEDDED_LENGTH_MAX = 60_000;

/** Command, file and test. */
export function replaySection(report: CounterexampleReport): ReplaySection {
  const { counterexample } = report;
  const content = fileContent(counterexample);
  const name = `${counterexample.name}.json`;
  return {
    kind: 'replay',
    command: replayCommand(report),
    ...(content.length > EMBEDDED_LENGTH_MAX
      ? { keptAt: shown(pathOf(report)) }
      : { file: { name, content } }),
    test: testOf(report),
  };
}

function pathOf({ path, counterexample }: CounterexampleReport): string {
  return path ?? `.skerry/${counterexample.name}.json`;
}

function shown(text: string): string {
  return escapeText(text, { lengthMax: 300 });
}

/** As it is saved; where that is long, without what a drawing needs, and then without its trace. */
function fileContent(counterexample: Counterexample): string {
  const { originalStory: _, shrinkLog: __, ...rest } = counterexample;
  const { arrows: ___, marks: ____, ...story } = counterexample.story;
  const lean: Counterexample = { ...rest, story };
  let content = '';
  for (const form of [counterexample, lean, { ...lean, trace: [] }]) {
    content = `${encodeJson(form)}\n`;
    if (content.length <= FILE_LENGTH_MAX) break;
  }
  return content;
}

/** Literals are JSON, so that no name can end one. */
function testOf(report: CounterexampleReport): string {
  const { counterexample, systemPath, isFromTest = false } = report;
  const { system, workload } = counterexample.scenario;
  const literal = (text: string): string => JSON.stringify(shown(text));
  const examples = `examples: [${literal(pathOf(report))}]`;
  const title = literal(`${counterexample.name} does not come back`);
  const isBundled = systemPath === undefined && !isFromTest;
  const imports = isBundled
    ? [
        `import { systems } from 'skerry';`,
        `import 'skerry/vitest';`,
        `import { workloads } from 'skerry/workloads';`,
        `import { expect, test } from 'vitest';`,
      ]
    : [
        `import 'skerry/vitest';`,
        `import { expect, test } from 'vitest';`,
        systemPath === undefined
          ? '// cluster: the one of the test that found this'
          : `import cluster from ${literal(systemPath)};`,
      ];
  const subject = isBundled
    ? [
        `  const system = systems.find(({ name }) => name === ${literal(system.name)});`,
        `  const workload = workloads.find(({ name }) => name === ${literal(workload)});`,
        `  await expect(system).toSurvive({ workload, runs: 100, ${examples} });`,
      ]
    : [`  await expect(cluster).toSurvive({ runs: 100, ${examples} });`];
  return [...imports, '', `test(${title}, async () => {`, ...subject, '});', ''].join('\n');
}
