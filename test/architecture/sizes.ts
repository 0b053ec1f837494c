/**
 * Sizes: files of at most 400 lines, half of a room's files below 150, functions of at most 70
 * lines, lines of at most 100 columns.
 */

import ts from 'typescript';
import { isProduct, lineOf, roomOf, visit, type SourceFile } from './source-file.js';

const FILE_LINES_MAX = 400;
const MEDIAN_LINES_MAX = 150;
const FUNCTION_LINES_MAX = 70;
const COLUMNS_MAX = 100;

/** The formatter keeps an import of one name on one line, however long its path is. */
const IMPORT_OF_ONE = /^import (type )?\{ \w+ \} from '[^']+';$/;

/** Files that are too long. */
export function fileLengthComplaints(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => lineCount(file) > FILE_LINES_MAX)
    .map((file) => `${file.path}:${FILE_LINES_MAX + 1} has ${lineCount(file)} lines`);
}

/** Rooms in which more than half of the files are long. */
export function medianComplaints(files: readonly SourceFile[]): string[] {
  const rooms = new Map<string, number[]>();
  for (const file of files.filter(({ path }) => isProduct(path))) {
    const room = roomOf(file.path);
    rooms.set(room, [...(rooms.get(room) ?? []), lineCount(file)]);
  }
  return [...rooms].flatMap(([room, counts]) => {
    const median = counts.sort((left, right) => left - right)[counts.length >> 1] ?? 0;
    return median < MEDIAN_LINES_MAX ? [] : [`${room}: the median file has ${median} lines`];
  });
}

/** Functions that are too long; the callbacks of `describe` only group. */
export function functionLengthComplaints(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const complaints: string[] = [];
    visit(file.tree, (node) => {
      if (!isFunctionWithBody(node) || isGroup(node)) return;
      const first = lineOf(file, node);
      const length = file.tree.getLineAndCharacterOfPosition(node.end).line + 2 - first;
      if (length <= FUNCTION_LINES_MAX) return;
      complaints.push(`${file.path}:${first} is a function of ${length} lines`);
    });
    return complaints;
  });
}

/** Lines that are too long. */
export function lineLengthComplaints(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => {
      const columns = Array.from(line).length;
      return columns <= COLUMNS_MAX || IMPORT_OF_ONE.test(line)
        ? []
        : [`${path}:${at + 1} has ${columns} columns`];
    }),
  );
}

function lineCount({ text }: SourceFile): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function isFunctionWithBody(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function isGroup({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText().startsWith('describe');
}
