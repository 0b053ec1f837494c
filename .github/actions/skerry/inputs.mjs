/**
 * The inputs of the action, and the command line that they ask for: a program and its arguments,
 * never a text for a shell.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A mistake in the inputs; the message is what the user reads. */
export class UsageError extends Error {}

const NAMES = [
  'command',
  'history',
  'model',
  'workload',
  'expect',
  'arguments',
  'reporters',
  'comment',
  'artifact-path',
  'fail-on-unknown',
  'version',
  'working-directory',
];

/** Inputs that mean nothing to a command. */
const IDLE = {
  check: [],
  run: ['history', 'model', 'expect'],
  test: ['history', 'model', 'workload', 'expect', 'version'],
};

/** All inputs, trimmed; lists and truths as such. @throws UsageError */
export function readInputs(environment) {
  const inputs = Object.fromEntries(
    NAMES.map((name) => {
      const variable = `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
      return [name, (environment[variable] ?? '').trim()];
    }),
  );
  inputs.command ||= 'check';
  inputs['artifact-path'] ||= 'skerry-report';
  inputs['working-directory'] ||= '.';
  const idle = IDLE[inputs.command];
  if (idle === undefined) {
    throw new UsageError(`command takes check, run or test, not "${inputs.command}"`);
  }
  const useless = idle.find((name) => inputs[name] !== '');
  if (useless !== undefined) {
    throw new UsageError(`${useless} has no meaning for the command ${inputs.command}`);
  }
  if (inputs.command === 'check' && inputs.history === '') {
    throw new UsageError('the command check needs a history');
  }
  const expect = inputs.expect.split(/[,\n]/).map(trimmed).filter(Boolean);
  const more = splitArguments(inputs.arguments);
  const isJudged = inputs.model !== '' || expect.length > 0 || names(more, 'model', 'expect');
  if (inputs.command === 'check' && !isJudged) {
    // An audit without expectations exits 0, whatever it finds.
    throw new UsageError(
      'the command check needs something that can fail: give a model, or the models to expect',
    );
  }
  return {
    ...inputs,
    expect,
    reporters: inputs.reporters.split(/[\s,]+/).filter(Boolean),
    arguments: more,
    comment: truth('comment', inputs.comment, false),
    'fail-on-unknown': truth('fail-on-unknown', inputs['fail-on-unknown'], true),
  };
}

/** The program and arguments to run; `files` says where each report goes. */
export function commandOf(inputs, skerry, files) {
  const more = inputs.arguments;
  if (inputs.command === 'test') {
    return { program: 'npm', argv: ['test', ...(more.length > 0 ? ['--', ...more] : [])] };
  }
  const { history, model, workload, expect } = inputs;
  const reporters = Object.entries(files).map(([name, path]) => `--reporter=${name}=${path}`);
  const named = [
    ...(model === '' ? [] : [`--model=${model}`]),
    ...(workload === '' ? [] : [`--workload=${workload}`]),
    ...expect.map((one) => `--expect=${one}`),
  ];
  const isPlain = model === '' && workload === '' && inputs.command === 'check';
  const all = isPlain && !names(more, 'all', 'model', 'workload') ? ['--all'] : [];
  // A name that begins with a dash is still the name of a file.
  const file = inputs.command === 'run' ? [] : [history.startsWith('-') ? `./${history}` : history];
  const argv = [
    inputs.command,
    ...named,
    ...all,
    '--reporter=text',
    ...reporters,
    ...more,
    ...file,
  ];
  return { program: skerry.program, argv: [...skerry.argv, ...argv] };
}

/** How to run skerry: what the project has installed, or a version from the registry. */
export function installedSkerry({ version }, folder) {
  if (version !== '') {
    if (!/^[\w.^~-]+$/.test(version)) {
      throw new UsageError(`version takes one version of skerry, not "${version}"`);
    }
    return { program: 'npx', argv: ['--yes', `--package=skerry@${version}`, '--', 'skerry'] };
  }
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('skerry/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    const script = typeof bin === 'string' ? bin : bin.skerry;
    return { program: process.execPath, argv: [join(dirname(manifest), script)] };
  } catch {
    throw new UsageError(
      `skerry is not installed in ${folder}: run npm ci before this step, or give a version`,
    );
  }
}

/** Parts a text as a shell does, by blanks outside of quotes, and expands nothing. */
export function splitArguments(text) {
  const parts = [];
  let part;
  for (const [, blank, single, double, escaped, plain] of text.matchAll(
    /(\s+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+|.)/gs,
  )) {
    if (blank !== undefined) {
      if (part !== undefined) parts.push(part);
      part = undefined;
    } else if (plain === "'" || plain === '"' || plain === '\\') {
      throw new UsageError(`arguments: ${plain} is not closed in: ${text}`);
    } else {
      part = (part ?? '') + (single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain);
    }
  }
  return part === undefined ? parts : [...parts, part];
}

/** Whether one of the options is among the arguments, as `--name` or `--name=value`. */
function names(more, ...options) {
  const wanted = new Set(options.map((option) => `--${option}`));
  return more.some((one) => wanted.has(one.split('=', 1)[0]));
}

function truth(name, value, otherwise) {
  if (value === '') return otherwise;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UsageError(`${name} takes true or false, not "${value}"`);
}

function trimmed(text) {
  return text.trim();
}
