/**
 * All that the action does. Reads INPUT_*, runs skerry or the project's tests, and tells the result
 * in GITHUB_STEP_SUMMARY, GITHUB_OUTPUT, annotations, files and the exit code. Plain Node, nothing
 * to install; no input ever reaches a shell.
 */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { commandOf, installedSkerry, readInputs, UsageError } from './inputs.mjs';
import { cutMarkdown, fenced, outputLines } from './markdown.mjs';

const EXIT = { ok: 0, violation: 1, unknown: 2, usage: 64, internal: 70 };

/** GitHub refuses a summary beyond 1 MiB, and a comment beyond 65,536 characters. */
const SUMMARY_BYTES_MAX = 2 ** 20;
const COMMENT_BYTES_MAX = 65_000;

/** As much of what the command complained of as is told when there is no report. */
const PROBLEM_LENGTH_MAX = 8_000;

/** By this line a later run finds the comment to replace. */
const COMMENT_MARK = '<!-- skerry -->';

const EXTENSIONS = { html: 'html', markdown: 'md', json: 'json', junit: 'xml', sarif: 'sarif' };

process.exitCode = await main();

async function main() {
  let inputs;
  let command;
  try {
    inputs = readInputs(process.env);
    const folder = resolve(inputs['working-directory']);
    if (!(await isFolder(folder))) throw new UsageError(`there is no folder ${folder}`);
    const artifacts = resolve(folder, inputs['artifact-path']);
    const files = reportFiles(inputs, artifacts);
    const skerry = inputs.command === 'test' ? undefined : installedSkerry(inputs, folder);
    command = { ...commandOf(inputs, skerry, files), folder, artifacts, files };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return tell({ inputs, exitCode: EXIT.usage, problem: error.message, files: {} });
  }
  try {
    await mkdir(command.artifacts, { recursive: true });
    // What an earlier step left is not what this one found.
    for (const path of Object.values(command.files)) await rm(path, { force: true });
  } catch ({ message }) {
    const problem = `artifact-path ${command.artifacts} cannot be written to: ${message}`;
    return tell({ inputs, exitCode: EXIT.internal, problem, files: {} });
  }
  const startedMs = Date.now();
  const { exitCode, problem } = await execute(command);
  const found =
    inputs.command === 'test' && exitCode !== EXIT.ok ? await keepFound(command, startedMs) : [];
  return tell({ ...command, inputs, exitCode, problem, found });
}

/** Where each report goes: those that were asked for, and two that the action needs. */
function reportFiles({ command, reporters }, artifacts) {
  if (command === 'test') return {};
  const names = [...new Set([...reporters, 'markdown', 'github'])].filter(
    (name) => name !== 'text',
  );
  return Object.fromEntries(
    names.map((name) => [name, join(artifacts, `report.${EXTENSIONS[name] ?? `${name}.txt`}`)]),
  );
}

/** Runs the command; what it prints is shown, and no line of it is taken for an order to GitHub. */
async function execute({ program, argv, folder }) {
  const token = randomUUID();
  console.log(`::stop-commands::${token}`);
  const child = spawn(program, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let problem = '';
  child.stdout.on('data', (chunk) => process.stdout.write(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    process.stderr.write(chunk);
    problem = (problem + chunk).slice(-PROBLEM_LENGTH_MAX);
  });
  const exitCode = await new Promise((done) => {
    child.once('error', ({ message }) => {
      problem = message;
      done(EXIT.internal);
    });
    child.once('close', (code) => done(code ?? EXIT.internal));
  });
  console.log(`\n::${token}::`);
  return { problem, exitCode };
}

/** Counterexamples that the tests saved, with their pages, copied to the other artifacts. */
async function keepFound({ folder, artifacts }, startedMs) {
  const source = join(folder, '.skerry');
  const names = (await isFolder(source)) ? (await readdir(source)).sort() : [];
  const found = [];
  for (const name of names) {
    const path = join(source, name);
    const { mtimeMs } = await stat(path);
    if (!/\.(?:json|html)$/.test(name) || mtimeMs < startedMs - 1_000) continue;
    await copyFile(path, join(artifacts, name));
    if (name.endsWith('.json')) found.push(path);
  }
  return found;
}

/** Tells the result everywhere; answers the exit code of the step. */
async function tell({ inputs, exitCode, problem = '', files, found = [], artifacts = '' }) {
  const verdict = verdictOf(inputs?.command, exitCode, found);
  const written = await existing(files);
  const markdown = await markdownOf(verdict, exitCode, problem, written, found);
  await summarize(markdown);
  const comment = `${COMMENT_MARK}\n${cutMarkdown(markdown, COMMENT_BYTES_MAX)}`;
  const commentPath = inputs?.comment === true && artifacts ? join(artifacts, 'comment.md') : '';
  if (commentPath !== '') await writeFile(commentPath, comment);
  await setOutputs({
    verdict,
    'exit-code': String(exitCode),
    report: comment,
    json: written.json ?? '',
    sarif: written.sarif ?? '',
    comment: commentPath,
    'artifact-path': artifacts,
  });
  if (written.github !== undefined) process.stdout.write(await readFile(written.github, 'utf8'));
  else if (verdict !== 'ok')
    console.log(`::error title=Skerry::${escapeCommand(briefly(problem))}`);
  return verdict === 'unknown' && inputs?.['fail-on-unknown'] === false ? EXIT.ok : exitCode;
}

function verdictOf(command, exitCode, found) {
  if (exitCode === EXIT.ok) return 'ok';
  if (command === 'test') return found.length > 0 ? 'violation' : 'failed';
  return { [EXIT.violation]: 'violation', [EXIT.unknown]: 'unknown' }[exitCode] ?? 'error';
}

/** The report; where there is none, what went wrong. */
async function markdownOf(verdict, exitCode, problem, { markdown }, found) {
  if (markdown !== undefined) return readFile(markdown, 'utf8');
  const head = `### Skerry: ${verdict} (exit code ${exitCode})\n`;
  const files = found.map((path) => fenced(`npx skerry replay .skerry/${basename(path)}`)).join('');
  const tail = problem.trim().split('\n').slice(-40).join('\n');
  return `${head}${files}${tail === '' ? '' : fenced(tail)}`;
}

async function summarize(markdown) {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  const before = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  await appendFile(path, cutMarkdown(markdown, SUMMARY_BYTES_MAX - before));
}

async function setOutputs(outputs) {
  const path = process.env.GITHUB_OUTPUT;
  if (path) await appendFile(path, outputLines(outputs));
}

/** The files that the command did write. */
async function existing(files) {
  const entries = [];
  for (const [name, path] of Object.entries(files)) {
    const isThere = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isThere) entries.push([name, path]);
  }
  return Object.fromEntries(entries);
}

function isFolder(path) {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The sentence of skerry, or the last line there is. */
function briefly(problem) {
  const lines = problem.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.startsWith('skerry: ')) ?? lines.at(-1) ?? 'it failed';
}

/** A message in a command to GitHub: one line, and no other command in it. */
function escapeCommand(message) {
  return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
