/**
 * The files that the architecture rules judge: text, syntax tree, and the place in the house. Rules
 * are functions from files to complaints, so that each can be shown a small file that breaks it.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = new Set(['.git', 'node_modules', 'dist', '.skerry', 'coverage']);

/** A TypeScript file with its path from the root of the repository, in slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Paths of all files of the repository, ascending, without what tools generate. */
export function repositoryPaths(): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(relative(root, path).split(sep).join('/'));
    }
  };
  walk(root);
  return found.sort();
}

/** The text of a file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Parses `text` as the file at `path`. */
export function sourceFile(path: string, text: string): SourceFile {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, kind);
  return { path, text, tree };
}

/** Every TypeScript file of the repository, fixtures aside. */
export function repositorySources(): SourceFile[] {
  return repositoryPaths()
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('test/fixtures/'))
    .map((path) => sourceFile(path, readText(path)));
}

/** Where a file belongs: `simulator`, `cli`, ... for a folder of src, or the folder at the top. */
export function roomOf(path: string): string {
  const [top = '', second = '', third] = path.split('/');
  if (top !== 'src') return second === '' ? path : top;
  return third === undefined ? `src/${second}` : second;
}

/** Whether users run this code: everything but tests, benchmarks and configuration. */
export function isProduct(path: string): boolean {
  return /^(src|checkers|workloads)\//.test(path);
}

/** The number of the line, from 1, on which a node begins. */
export function lineOf({ tree }: SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** Visits every node below `node`, depth first. */
export function visit(node: ts.Node, visitor: (node: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    visitor(child);
    visit(child, visitor);
  });
}
