/**
 * What a file imports: static and dynamic imports, re-exports, type imports of every form, and
 * modules that it names as `new URL('./worker.js', import.meta.url)`.
 */

import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, visit, type SourceFile } from './source-file.js';

/**
 * One import. `target` is a path from the root for a file of ours, the name of the package for
 * others.
 */
export interface Import {
  readonly line: number;
  readonly isPackage: boolean;
  /** Gone when the code runs. */
  readonly isType: boolean;
  readonly target: string;
}

/** All imports of a file, in the order of the text. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  visit(file.tree, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    const isType = isTypeImport(node);
    found.push({ line: lineOf(file, node), isType, ...resolve(file.path, specifier) });
  });
  return found;
}

function isTypeImport(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  }
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal);
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0]);
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
    const [path, base] = node.arguments ?? [];
    if (base?.getText() !== 'import.meta.url') return undefined;
    const text = textOf(path);
    return text?.endsWith('.js') ? text : undefined;
  }
  return undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function resolve(from: string, specifier: string): Pick<Import, 'isPackage' | 'target'> {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
    return { isPackage: false, target };
  }
  const parts = specifier.split('/');
  const target = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string);
  return { isPackage: true, target };
}
