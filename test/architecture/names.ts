/**
 * Names and places: kebab-case files named after one concept, named exports, and no path of
 * somebody's machine.
 */

import ts from 'typescript';
import { lineOf, type SourceFile } from './source-file.js';

const DRAWERS = new Set(['common', 'helper', 'helpers', 'misc', 'shared', 'util', 'utils']);

/** Files whose name is not kebab-case, or names no concept. */
export function nameComplaints(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const parts = path.split('/');
    const file = parts.pop() ?? '';
    const complaints: string[] = [];
    if (
      !/^[a-z0-9]+(-[a-z0-9]+)*(\.(campaign|browser|languages))?(\.(test|config|d))?\.tsx?$/.test(
        file,
      )
    ) {
      complaints.push(`${path} is not in kebab-case`);
    }
    const drawer = [...parts, file.replace(/\..*$/, '')].find((part) => DRAWERS.has(part));
    if (drawer !== undefined) complaints.push(`${path} names a drawer, "${drawer}", not a concept`);
    return complaints;
  });
}

/** Default exports; tools demand them of their configuration files only. */
export function defaultExportComplaints(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.endsWith('.config.ts'))
    .flatMap((file) =>
      file.tree.statements
        .filter((statement) => isDefaultExport(statement))
        .map((statement) => `${file.path}:${lineOf(file, statement)} has a default export`),
    );
}

/** Lines that name a folder of the machine they were written on. */
export function machinePathComplaints(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, at) => {
    const found = /(?<![\w.-])\/(?:work|root)\/[\w.-]*/.exec(line)?.[0];
    return found === undefined ? [] : [`${path}:${at + 1} names ${found}`];
  });
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (!ts.canHaveModifiers(statement)) return false;
  const modifiers = ts.getModifiers(statement) ?? [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}
