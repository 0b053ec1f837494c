/**
 * The description of the action fits its script: GitHub hands a composite step no inputs by itself,
 * so that each must be passed on by name, and none may end up in the text of a command.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACTION } from './action.js';

interface ActionStep {
  readonly id?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

const read = (name: string): string => readFileSync(join(ACTION, name), 'utf8');

const action = parse(read('action.yml')) as Action;
const script = read('run.mjs');
const inputsScript = read('inputs.mjs');

const variableOf = (input: string): string => `INPUT_${input.toUpperCase().replaceAll('-', '_')}`;

test('it is one composite step that runs the script', () => {
  expect(action.runs.using).toBe('composite');
  expect(action.runs.steps).toHaveLength(1);
  const [step] = action.runs.steps;
  expect(step).toMatchObject({ shell: 'bash', run: 'node "$GITHUB_ACTION_PATH/run.mjs"' });
  expect(step?.uses).toBeUndefined();
});

test('every input is described, handed on by name, and read by the script; and the reverse', () => {
  const names = Object.keys(action.inputs);
  const env = action.runs.steps[0]?.env ?? {};
  expect(env).toEqual(
    Object.fromEntries(names.map((name) => [variableOf(name), `\${{ inputs.${name} }}`])),
  );
  const list = /const NAMES = \[([^\]]*)\]/.exec(inputsScript)?.[1] ?? '';
  const known = [...list.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
  expect(known).toEqual(names);
  for (const { description } of Object.values(action.inputs)) expect(description).not.toBe('');
});

test('every output is written by the script under that name, and the reverse', () => {
  const written = /await setOutputs\(\{([^}]*)\}\)/.exec(script)?.[1] ?? '';
  const names = [...written.matchAll(/^\s+'?([\w-]+)'?[:,]/gm)].map(([, name]) => name);
  expect(new Set(Object.keys(action.outputs))).toEqual(new Set(names));
  for (const [name, { value }] of Object.entries(action.outputs)) {
    expect(value).toBe(`\${{ steps.skerry.outputs.${name} }}`);
  }
});

describe('nothing from outside becomes a command', () => {
  test('no expression stands in the text that a shell reads', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });

  test('the scripts start programs without a shell', () => {
    for (const text of [script, inputsScript]) {
      expect(text).not.toMatch(/\bexec(?:Sync|File)?\(|shell: ?true/);
    }
  });

  test('the scripts need nothing but Node', () => {
    for (const text of [script, inputsScript, read('markdown.mjs')]) {
      for (const [, from] of text.matchAll(/from '([^']+)'/g))
        expect(from).toMatch(/^(?:node:|\.\/)/);
    }
  });
});

test('the defaults of the description are those of the script', () => {
  const { inputs } = action;
  expect(inputsScript).toContain(`inputs.command ||= '${inputs['command']?.default}'`);
  expect(inputsScript).toContain(
    `inputs['artifact-path'] ||= '${inputs['artifact-path']?.default}'`,
  );
  expect(inputs['comment']?.default).toBe('false');
  expect(inputs['fail-on-unknown']?.default).toBe('true');
  expect(inputsScript).toContain("truth('comment', inputs.comment, false)");
  expect(inputsScript).toContain("truth('fail-on-unknown', inputs['fail-on-unknown'], true)");
});
