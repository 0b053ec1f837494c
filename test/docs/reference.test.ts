/**
 * The reference knows every name that the package exports, types included. Whether it says what the
 * docstrings say is asked by `npm run check`; `npm run docs` writes it anew.
 */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const ENTRIES: readonly (readonly [entry: string, index: string])[] = [
  ['skerry', 'src/index.ts'],
  ['skerry.checkers', 'checkers/index.ts'],
  ['skerry.workloads', 'workloads/index.ts'],
  ['skerry.vitest', 'src/vitest/index.ts'],
  ['skerry.jest', 'src/jest/index.ts'],
];

test.each(ENTRIES)('docs/reference/%s.md has every export of %s', (entry, index) => {
  const names = exportsOf(join(root, index));
  expect(names.length).toBeGreaterThan(5);
  const text = readFileSync(join(root, `docs/reference/${entry}.md`), 'utf8').replaceAll(
    '\\_',
    '_',
  );
  const told = new Set(
    [...text.matchAll(/^### (\w+)(?:\\?<.*>)?(?:\(\))?$/gm)].map(([, name]) => name),
  );
  expect(names.filter((name) => !told.has(name))).toEqual([]);
});

test('it names no place of the machine that wrote it', () => {
  for (const [entry] of ENTRIES) {
    const text = readFileSync(join(root, `docs/reference/${entry}.md`), 'utf8');
    expect(text).not.toContain(root);
    expect(text).not.toMatch(/Defined in|file:\/\//);
  }
});

/** Names that a file passes on or declares, those of `export *` included. */
function exportsOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement): string[] => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { exportClause, moduleSpecifier } = statement;
    if (exportClause !== undefined && ts.isNamedExports(exportClause)) {
      return exportClause.elements.map(({ name }) => name.text);
    }
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const target = join(dirname(path), moduleSpecifier.text.replace(/\.js$/, '.ts'));
    expect(existsSync(target), target).toBe(true);
    return exportsOf(target);
  });
}
