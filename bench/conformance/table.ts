/**
 * The table of conformance: a line for each group of cases, then whatever is not as it should be.
 */

import { knownDifference, outdatedDifferences } from './known-differences.js';
import type { Row } from './row.js';

type Standing = 'right' | 'wrong' | 'unknown' | 'differs';

/** Whether a case is as the corpus has it; `differs` where it is not, for a known reason. */
export function standingOf(row: Row): Standing {
  if (row.problems.length > 0) return 'wrong';
  if (row.differences.some((one) => knownDifference(row, one) === undefined)) return 'wrong';
  if (row.undecided !== undefined) return 'unknown';
  return row.differences.length > 0 ? 'differs' : 'right';
}

const COLUMNS: readonly (readonly [title: string, width: number])[] = [
  ['cases', 7],
  ['right', 7],
  ['differ', 8],
  ['wrong', 7],
  ['unknown', 9],
  ['compared', 10],
  ['certificates', 14],
  ['operations', 12],
  ['configurations', 16],
  ['check ms', 10],
];

const GROUP_WIDTH = 24;

/** Lines for people; the reasons of known differences last. */
export function tableLines(rows: readonly Row[]): string[] {
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  return [
    'group'.padEnd(GROUP_WIDTH) + COLUMNS.map(([title, width]) => title.padStart(width)).join(''),
    ...groups.map((group) =>
      groupLine(
        group,
        rows.filter((row) => row.group === group),
      ),
    ),
    groupLine('total', rows),
    ...rows.flatMap(complaints),
    ...outdatedDifferences(rows).map(
      ({ id, field }) =>
        `OUTDATED  ${id} ${field}: listed as a known difference, and there is none`,
    ),
    ...rows.flatMap(reasons),
  ];
}

function groupLine(group: string, rows: readonly Row[]): string {
  const count = (standing: Standing): number =>
    rows.filter((row) => standingOf(row) === standing).length;
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const figures = [
    rows.length,
    count('right'),
    count('differs'),
    count('wrong'),
    count('unknown'),
    sum(({ compared }) => compared),
    sum(({ certificates }) => certificates),
    sum(({ operations }) => operations),
    sum(({ configurations }) => configurations),
    sum(({ checkMs }) => checkMs),
  ];
  return (
    group.padEnd(GROUP_WIDTH) +
    figures.map((figure, at) => figure.toFixed(0).padStart(COLUMNS[at]![1])).join('')
  );
}

function complaints(row: Row): string[] {
  const unknown = row.differences.filter((one) => knownDifference(row, one) === undefined);
  return [
    ...row.problems.map((problem) => `WRONG  ${row.id}  ${problem}`),
    ...unknown.map(
      ({ field, expected, found }) =>
        `WRONG  ${row.id}  ${field}: expected ${expected}, found ${found}`,
    ),
    ...(row.undecided === undefined ? [] : [`UNKNOWN  ${row.id}  ${row.undecided}`]),
  ];
}

function reasons(row: Row): string[] {
  return row.differences.flatMap((one) => {
    const known = knownDifference(row, one);
    return known === undefined ? [] : [`differs  ${row.id}  ${one.field}: ${known.reason}`];
  });
}
