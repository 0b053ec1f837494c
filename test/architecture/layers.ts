/**
 * Who may import whom, and which packages are let in where. The rows are those of the drawing in
 * docs/architecture.md: a room may import what stands left of it, and what stands left of that.
 */

import { importsOf, type Import } from './imports.js';
import { isProduct, roomOf, type SourceFile } from './source-file.js';

/** What each room may import, without what follows from it. */
const rows: Readonly<Record<string, readonly string[]>> = {
  history: [],
  scenario: ['history'],
  trace: ['scenario'],
  checkers: ['trace'],
  shrink: ['checkers'],
  measure: ['trace'],
  report: ['checkers', 'measure'],
  simulator: ['trace'],
  systems: ['simulator'],
  processes: ['simulator'],
  generate: ['scenario'],
  explore: ['scenario'],
  workloads: ['checkers', 'generate', 'systems'],
  run: ['shrink', 'report', 'simulator', 'processes', 'generate', 'explore'],
  record: ['run'],
  matchers: ['run'],
  vitest: ['matchers'],
  jest: ['matchers'],
  cli: ['run', 'workloads'],
};

/** Packages that only some rooms, or single files, may import; others may be imported anywhere. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@dagrejs/dagre': ['browser'],
  '@jest/globals': ['jest'],
  chalk: ['cli', 'matchers'],
  commander: ['cli'],
  'fast-check': ['generate', 'explore', 'workloads'],
  'log-update': ['cli'],
  piscina: ['run'],
  preact: ['browser'],
  uplot: ['browser'],
  vitest: ['vitest'],
  // Only where data comes in: never in the rooms whose loops are hot.
  zod: [
    'history',
    'scenario',
    'checkers/models/load.ts',
    'shrink',
    'report',
    'processes',
    'run',
    'cli',
  ],
};

/** Node's own modules need a world outside; the others are plain functions. */
const PURE_BUILTINS = new Set(['node:assert', 'node:url', 'node:util', 'node:path']);
const OUTSIDE_ROOMS = new Set(['processes', 'record', 'run', 'matchers', 'cli']);

/** Files that only pass on what others export, with the rooms that they may not pass on. */
const fronts: Readonly<Record<string, readonly string[]>> = {
  'src/index.ts': ['browser', 'cli', 'matchers', 'vitest', 'jest'],
  'checkers/index.ts': Object.keys(rows).filter((room) => room !== 'checkers'),
  'workloads/index.ts': Object.keys(rows).filter((room) => room !== 'workloads'),
};

/** Every import that the rows forbid. */
export function layerComplaints(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => isProduct(path))
    .flatMap((file) =>
      importsOf(file).flatMap((found) => {
        const why = found.isPackage ? packageFault(file.path, found) : fileFault(file.path, found);
        return why === undefined ? [] : [`${file.path}:${found.line} ${why}`];
      }),
    );
}

/** Every statement of a front file that is not a re-export. */
export function frontComplaints(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path in fronts)
    .flatMap(({ path, tree }) =>
      tree.statements
        .filter((statement) => !/^(export\s+(type\s+)?[{*]|import\s+')/.test(statement.getText()))
        .map((statement) => {
          const line = tree.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
          return `${path}:${line} holds more than re-exports`;
        }),
    );
}

function fileFault(path: string, { target, isType }: Import): string | undefined {
  const from = roomOf(path);
  const to = roomOf(target);
  if (!isProduct(target)) return `${from} may not import ${target}, which is not shipped`;
  if (to === 'src/assert.ts') return undefined;
  if (path in fronts) {
    return fronts[path]?.includes(to) ? `${path} may not pass on ${to}` : undefined;
  }
  if (target === 'src/index.ts' || (target in fronts && from === to)) {
    return `imports the public surface ${target}; import the file itself`;
  }
  if (from === to) return undefined;
  if (from === 'browser') return browserFault(target, isType);
  if (!(from in rows)) return `${from} is no room of the house; add it to the rows`;
  return reachable(from).has(to) ? undefined : `${from} may not import ${to}`;
}

/** What a page packs it unpacks: one file knows how. */
const UNPACKING = new Set(['src/report/page/history-columns.ts']);

/** What runs in a browser knows the data of a page, and nothing of what made it. */
function browserFault(target: string, isType: boolean): string | undefined {
  if (roomOf(target) === 'report' && (isType || UNPACKING.has(target))) return undefined;
  return `browser may import types of report only`;
}

function packageFault(path: string, { target }: Import): string | undefined {
  const from = roomOf(path);
  if (target.startsWith('node:')) {
    if (PURE_BUILTINS.has(target) || OUTSIDE_ROOMS.has(from)) return undefined;
    return `${from} may not import ${target}; only ${[...OUTSIDE_ROOMS].join(', ')} may`;
  }
  const allowed = packages[target];
  if (allowed === undefined || allowed.includes(from) || allowed.includes(path)) return undefined;
  return `${from} may not import the package ${target}; only ${allowed.join(', ')} may`;
}

function reachable(room: string, met: Set<string> = new Set()): ReadonlySet<string> {
  for (const left of rows[room] ?? []) {
    if (met.has(left)) continue;
    met.add(left);
    reachable(left, met);
  }
  return met;
}
