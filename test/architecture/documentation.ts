/**
 * Every file says in its first lines what it is and why, and everything it exports says what it is
 * for.
 */

import ts from 'typescript';
import { isProduct, lineOf, type SourceFile } from './source-file.js';

const HEADER_LINES_MAX = 12;

/** Files that do not start with a short block comment. */
export function headerComplaints(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const header = /^(?:#!.*\n)?\/\*\*\n(?: \*.*\n)+? \*\/\n/.exec(text)?.[0];
    if (header === undefined) return [`${path}:1 has no header comment`];
    const length = header.split('\n').length - 3;
    if (length <= HEADER_LINES_MAX) return [];
    return [`${path}:1 has a header comment of ${length} lines`];
  });
}

/** Exports of the product that carry no docstring. */
export function docstringComplaints(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => isProduct(path))
    .flatMap((file) =>
      file.tree.statements
        .filter((statement) => isExported(statement) && !isDocumented(file, statement))
        .map((statement) => {
          const place = `${file.path}:${lineOf(file, statement)}`;
          return `${place} exports ${nameOf(statement)} without a docstring`;
        }),
    );
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  const modifiers = ts.getModifiers(statement) ?? [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/**
 * The header belongs to the file; it documents an export only where nothing stands between them.
 */
function isDocumented({ text, tree }: SourceFile, statement: ts.Statement): boolean {
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const last = comments.at(-1);
  if (last === undefined || !text.startsWith('/**', last.pos))
    return overloadIsDocumented(statement);
  return last.pos !== 0 || tree.statements.length === 1;
}

function overloadIsDocumented(statement: ts.Statement): boolean {
  if (!ts.isFunctionDeclaration(statement)) return false;
  const name = statement.name?.text;
  return statement
    .getSourceFile()
    .statements.some(
      (other) =>
        other !== statement &&
        ts.isFunctionDeclaration(other) &&
        other.name?.text === name &&
        ts.getJSDocCommentsAndTags(other).length > 0,
    );
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ');
  }
  return (statement as ts.DeclarationStatement).name?.getText() ?? 'something';
}
