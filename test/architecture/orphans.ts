/**
 * Orphans: files of the product that nothing reaches from an entry, so that nobody can run them.
 */

import { importsOf } from './imports.js';
import { isProduct, type SourceFile } from './source-file.js';

const ENTRIES = new Set([
  'src/index.ts',
  'src/browser/main.tsx',
  'src/cli/main.ts',
  'src/vitest/index.ts',
  'src/jest/index.ts',
  'checkers/index.ts',
  'workloads/index.ts',
]);

/** Files that no entry imports, by however many steps; benchmarks count as entries. */
export function orphanComplaints(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const met = new Set<string>();
  const queue = files
    .filter(({ path }) => ENTRIES.has(path) || path.startsWith('bench/'))
    .map(({ path }) => path);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    // A specifier does not tell whether there is markup in the file.
    const file = byPath.get(path) ?? byPath.get(`${path}x`);
    if (file === undefined || met.has(file.path)) continue;
    met.add(file.path);
    for (const { isPackage, target } of importsOf(file)) if (!isPackage) queue.push(target);
  }
  return files
    .filter(({ path }) => isProduct(path) && !met.has(path))
    .map(({ path }) => `${path} is not reached from any entry`);
}
