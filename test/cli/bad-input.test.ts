/**
 * Every way to get the command line wrong is answered with a message that names the place and the
 * exit code that says whose mistake it is.
 */

import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, cliWithFile } from './in-process.js';

const USAGE = 64;
const BAD_INPUT = 65;

const CHECK = ['check', 'FILE', '--model', 'register'];
const GOOD = [
  '{"type":"invoke","process":0,"f":"write","value":1}',
  '{"type":"ok","process":0,"f":"write","value":1}',
  '',
].join('\n');

describe('wrong use of the command line exits 64 and says what there is', () => {
  test.each<[readonly string[], RegExp]>([
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['run', '--frobnicate'], /unknown option '--frobnicate'/],
    [['run', '--system', 'nope'], /no system "nope"; there is abd/],
    [['run', '--bug', 'nope'], /no bug of abd "nope"; there is no-write-back/],
    [['run', '--workload', 'nope'], /no workload "nope"; there is register/],
    [['run', '--workload', 'key-value'], /abd does not serve workload key-value/],
    [['run', '--faults', 'nope'], /no fault "nope"; there is none, or any of partition/],
    [['run', '--faults', 'crash,nope'], /no fault "nope"/],
    [['run', '--runs', '0'], /whole number from 1/],
    [['run', '--runs', 'many'], /whole number from 1/],
    [['run', '--runs', '1e3'], /whole number from 1/],
    [['run', '--seed', '-1'], /whole number from 0/],
    [['run', '--seed', '4294967296'], /whole number from 0/],
    [['run', '--time', '0'], /seconds, such as 30/],
    [['run', '--time', 'soon'], /seconds, such as 30/],
    [['run', 'extra'], /too many arguments/],
    [['check', '--model', 'register'], /missing required argument 'file'/],
    [['check', 'some-file'], /give one of --model NAME, --workload NAME and --all/],
    [['check', 'some-file', '--model', 'nope'], /no model "nope"; there is register/],
    [['check', 'some-file', '--model', './nope.mjs'], /no file \.\/nope\.mjs/],
    [['check', 'some-file', '--model', 'register', '--format', 'xml'], /Allowed choices are jsonl/],
    [['check', 'some-file', '--model', 'register', '--initial', '{"a"'], /--initial:1:/],
    [['check', 'some-file', '--model', 'register', '--budget', '0'], /whole number from 1/],
    [['replay'], /missing required argument 'file'/],
    [['list', 'nope'], /no list of "nope"; there is systems/],
  ])('%j', async (argv, message) => {
    const { exitCode, stderr, stdout } = await cli(argv);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(USAGE);
    expect(stdout.trim()).toBe('');
  });

  test('no arguments at all show the help', async () => {
    expect((await cli([])).exitCode).toBe(USAGE);
  });
});

describe('a bad history exits 65 and names file, line and column', () => {
  test.each<[string, string, RegExp]>([
    ['empty.jsonl', '', /empty\.jsonl:1:1: expected at least one event/],
    ['cut.jsonl', GOOD.slice(0, -12), /cut\.jsonl:2:\d+/],
    ['type.jsonl', '{"type":"maybe","process":0,"f":"read"}\n', /type\.jsonl:1:\d+.*invoke/s],
    ['process.jsonl', '{"type":"invoke","f":"read","value":null}\n', /process\.jsonl:1:.*process/s],
    ['f.jsonl', '{"type":"invoke","process":0,"value":null}\n', /f\.jsonl:1:\d+/],
    ['comma.jsonl', '{"type":"invoke",,}\n', /comma\.jsonl:1:18/],
    ['twice.jsonl', '{"type":"ok","type":"ok","process":0,"f":"read"}\n', /twice\.jsonl:1:\d+/],
    ['open.edn', '[{:type :invoke, :process 0, :f :read, :value nil}', /open\.edn:1:\d+/],
    ['odd.edn', '{:type :invoke, :process 0, :f}\n', /odd\.edn:1:\d+/],
    ['close.edn', '{:type :invoke, :process 0, :f :read]\n', /close\.edn:1:37/],
    ['deep.edn', '['.repeat(100_000), /deep\.edn:1:\d+/],
    ['binary.jsonl', '\u0000\u0001\u0002', /binary\.jsonl/],
    ['prose.txt', 'It was a dark and stormy night.\n', /prose\.txt/],
    ['reopen.jsonl', `${GOOD.split('\n')[0]}\n${GOOD.split('\n')[0]}\n`, /process 0/],
    ['orphan.jsonl', `${GOOD.split('\n')[1]}\n`, /process 0/],
    [
      'other.jsonl',
      GOOD.replace('"ok","process":0,"f":"write"', '"ok","process":0,"f":"read"'),
      /write/,
    ],
    ['unknown-f.jsonl', GOOD.replaceAll('write', 'increment'), /increment/],
  ])('%s', async (name, content, message) => {
    const { exitCode, stderr } = await cliWithFile(CHECK, name, content);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(BAD_INPUT);
  });

  test('a file that does not exist', async () => {
    const { exitCode, stderr } = await cli(['check', 'does-not-exist.edn', '--model', 'register']);
    expect(stderr).toMatch(/does-not-exist\.edn/);
    expect(exitCode).toBe(BAD_INPUT);
  });
});

describe('a bad model module exits 65 and says what is missing', () => {
  test.each<[string, RegExp]>([
    ['export const nothing = 1;\n', /exports no model/],
    ['export default { name: "x" };\n', /step/],
    ['export default { name: "x", initial: 0, functions: ["read"], step: 7 };\n', /step.*function/],
    ['throw new Error("boom");\n', /cannot be loaded: boom/],
    ['export default {\n', /cannot be loaded/],
  ])('%j', async (source, message) => {
    const argv = ['check', 'some-file', '--model', 'FILE'];
    const { exitCode, stderr } = await cliWithFile(argv, 'model.mjs', source);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(BAD_INPUT);
  });
});

/** A field of a counterexample, and what to put there; nothing means to take it out. */
type Spoil = readonly [path: readonly (string | number)[], value?: unknown];

function spoil(content: object, [path, value]: Spoil): void {
  const names = [...path];
  const last = names.pop() as string;
  let place = content as Record<string, unknown>;
  for (const name of names) place = place[name] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
}

describe('a bad counterexample exits 65 and names the field', () => {
  const fixture = new URL('../fixtures/counterexamples/abd.json', import.meta.url);

  test.each<[Spoil, RegExp]>([
    [[['version'], 99], /version 1, found version 99/],
    [[['version']], /no version/],
    [[['scenario']], /scenario/],
    [[['scenario', 'system', 'name'], 'nope'], /no system "nope"/],
    [[['scenario', 'system', 'bugs'], ['nope']], /no bug "nope"/],
    [[['scenario', 'seed'], 1.5], /scenario\.seed/],
    [[['scenario', 'program', 0, 'client'], 'c99'], /program\.0\.client/],
    [[['statistics', 'foundIn'], 0], /statistics\.foundIn/],
    [[['name'], '../escape'], /name/],
  ])('%j', async (change, message) => {
    const content = JSON.parse(await readFile(fixture, 'utf8')) as object;
    spoil(content, change);
    const saved = JSON.stringify(content);
    const { exitCode, stderr } = await cliWithFile(['replay', 'FILE'], 'saved.json', saved);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/saved\.json/);
    expect(exitCode).toBe(BAD_INPUT);
  });

  test('text that is no JSON', async () => {
    const cut = '{"version": 1';
    const { exitCode, stderr } = await cliWithFile(['replay', 'FILE'], 'saved.json', cut);
    expect(stderr).toMatch(/saved\.json:1:\d+/);
    expect(exitCode).toBe(BAD_INPUT);
  });
});
