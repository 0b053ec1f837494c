/**
 * The house rules of docs/architecture.md, held against every file. A complaint names the file, the
 * line and the rule; that each rule can complain is shown in architecture/rules.test.ts.
 */

import { expect, test } from 'vitest';
import { banComplaints } from './architecture/bans.js';
import { docstringComplaints, headerComplaints } from './architecture/documentation.js';
import { frontComplaints, layerComplaints } from './architecture/layers.js';
import {
  defaultExportComplaints,
  machinePathComplaints,
  nameComplaints,
} from './architecture/names.js';
import { orphanComplaints } from './architecture/orphans.js';
import {
  fileLengthComplaints,
  functionLengthComplaints,
  lineLengthComplaints,
  medianComplaints,
} from './architecture/sizes.js';
import { readText, repositoryPaths, repositorySources } from './architecture/source-file.js';

const files = repositorySources();
const paths = repositoryPaths();

test('there is something to judge', () => expect(files.length).toBeGreaterThan(50));

test('rooms import only what stands left of them', () =>
  expect(layerComplaints(files)).toEqual([]));

test('the public surfaces only pass on', () => expect(frontComplaints(files)).toEqual([]));

test('no clock, chance or environment below run', () => expect(banComplaints(files)).toEqual([]));

test('files have at most 400 lines', () => expect(fileLengthComplaints(files)).toEqual([]));

test('the median file of a room is short', () => expect(medianComplaints(files)).toEqual([]));

test('functions have at most 70 lines', () => expect(functionLengthComplaints(files)).toEqual([]));

test('lines have at most 100 columns', () => expect(lineLengthComplaints(files)).toEqual([]));

test('files begin with what they are', () => expect(headerComplaints(files)).toEqual([]));

test('exports have docstrings', () => expect(docstringComplaints(files)).toEqual([]));

test('files are named after concepts', () =>
  expect(nameComplaints(files.map(({ path }) => path))).toEqual([]));

test('exports have names', () => expect(defaultExportComplaints(files)).toEqual([]));

test('every file is reached from an entry', () => expect(orphanComplaints(files)).toEqual([]));

test('no path of a machine is written down', () => {
  const readable = paths.filter((path) => !/\.(png|ico|gz|tgz|woff2)$/.test(path));
  expect(readable.flatMap((path) => machinePathComplaints(path, readText(path)))).toEqual([]);
});
