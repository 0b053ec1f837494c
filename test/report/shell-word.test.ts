/**
 * A command that a report prints does, pasted into a shell, nothing but what it says.
 */

import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../src/report/outline.js';
import { pageData } from '../../src/report/page/build.js';
import { githubReport } from '../../src/report/reporters/github.js';
import { markdownReport } from '../../src/report/reporters/markdown.js';
import { textReport } from '../../src/report/reporters/text.js';
import type { CounterexampleReport } from '../../src/report/report.js';
import { shellWord } from '../../src/report/shell-word.js';
import { renderText } from '../../src/report/text-report.js';
import { abdNoWriteBack } from './counterexamples.js';

/** What a POSIX shell makes of words, a line each; the command in front of them is replaced. */
function wordsOf(command: string): string[] {
  const script = command.replace('npx skerry', String.raw`printf '%s\n'`);
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
}

const HOSTILE = [
  "my dir;$(echo ran >&2; kill $$)/it's.json",
  '`echo ran`/a.json',
  "'; echo ran; '",
  String.raw`back\slash "quoted" & * ? ~ # !`,
  '$HOME/>out|tee',
  'größe.json',
  '',
];

describe('a word', () => {
  test.each(HOSTILE)('%j stays one word', (path) => {
    const [word = ''] = wordsOf(`npx skerry ${shellWord(path)}`);
    expect(word).toBe(path);
  });

  test('is left as it is where a shell leaves it, and is never an option', () => {
    expect(shellWord('./a-b_c/@d.json')).toBe('./a-b_c/@d.json');
    expect(shellWord('--help')).toBe('./--help');
    expect(shellWord('-a b')).toBe("'./-a b'");
  });
});

describe.each(HOSTILE.filter((path) => path !== ''))('a counterexample kept in %j', (path) => {
  const report: CounterexampleReport = {
    kind: 'counterexample',
    counterexample: abdNoWriteBack,
    path,
    systemPath: path,
  };
  const command = outlineOf(report).replay ?? '';

  test('is replayed by its command', () => {
    expect(wordsOf(command)).toEqual(['replay', path, '--system', path]);
  });

  test('has that command in every report', () => {
    expect(textReport(report, { columns: 400 })).toContain(command);
    expect(markdownReport(report)).toContain(`\n${command}\n`);
    expect(githubReport(report)).toContain(command);
    expect(pageData(report, '0.0.0').sections).toContainEqual(
      expect.objectContaining({ kind: 'replay', command }),
    );
  });
});

test('the command that a counterexample of any name has by default is quoted', () => {
  const name = "it's;$(echo ran)";
  const text = renderText({ ...abdNoWriteBack, name }, { columns: 400 });
  const [, command = ''] = /next +(.*)/.exec(text) ?? [];
  expect(wordsOf(command)).toEqual(['replay', `.skerry/${name}.json`]);
});
