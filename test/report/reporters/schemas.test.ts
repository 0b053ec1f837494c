/**
 * What programs read is what its schema says: JSON against ours, which is published, SARIF against
 * that of OASIS, and JUnit XML against what its readers document.
 */

import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { XMLParser } from 'fast-xml-parser';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { reportJsonSchema } from '../../../src/report/reporters/json-schema.js';
import { jsonReport } from '../../../src/report/reporters/json.js';
import { junitReport } from '../../../src/report/reporters/junit.js';
import { sarifReport } from '../../../src/report/reporters/sarif.js';
import { REPORTS } from '../reports.js';

const VERSION = { version: '1.2.3' };
const ALL = Object.entries(REPORTS);

describe('JSON', () => {
  test('the published schema is that of the code', async () => {
    const path = new URL('../../../docs/schemas/report.schema.json', import.meta.url);
    const text = await format(JSON.stringify(reportJsonSchema()), {
      parser: 'json',
      printWidth: 100,
    });
    await expect(text).toMatchFileSnapshot(path.pathname);
  });

  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(reportJsonSchema());

  test.each(ALL)('%s fits it', (_, report) => {
    validate(JSON.parse(jsonReport(report(), VERSION)));
    expect(validate.errors).toBeNull();
  });

  test('what does not fit is noticed', () => {
    const report = JSON.parse(jsonReport(REPORTS['history-legal']!(), VERSION)) as object;
    expect(validate({ ...report, outcome: 'fine' })).toBe(false);
    expect(validate({ ...report, more: 1 })).toBe(false);
    expect(validate({ ...report, version: 2 })).toBe(false);
  });
});

describe('SARIF', async () => {
  const path = new URL('../../fixtures/sarif/sarif-2.1.0-rtm.5.json', import.meta.url);
  // Draft 4 differs in how it names itself; of what else differs the schema uses nothing.
  const { $schema, id, ...schema } = JSON.parse(await readFile(path, 'utf8')) as Record<
    string,
    unknown
  >;
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  test.each(ALL)('%s fits the schema of OASIS', (_, report) => {
    validate(JSON.parse(sarifReport(report(), VERSION)));
    expect(validate.errors).toBeNull();
  });

  test('what does not fit is noticed', () => {
    expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.any(String)]);
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
    expect(validate({ version: '2.1.0', runs: [], what: 1 })).toBe(false);
  });

  test.each(ALL)(
    '%s: every result has a rule, a place and a fingerprint of its own',
    (_, report) => {
      interface Log {
        readonly runs: readonly [
          {
            readonly tool: { readonly driver: { readonly rules: readonly { id: string }[] } };
            readonly results: readonly {
              readonly ruleId: string;
              readonly ruleIndex: number;
              readonly partialFingerprints: Readonly<Record<string, string>>;
            }[];
          },
        ];
      }
      const { runs } = JSON.parse(sarifReport(report(), VERSION)) as Log;
      const [{ tool, results }] = runs;
      for (const { ruleId, ruleIndex } of results) {
        expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      }
      const prints = results.map(({ partialFingerprints: of }) => of['primaryLocationLineHash']);
      expect(new Set(prints).size).toBe(results.length);
    },
  );
});

describe('JUnit', () => {
  interface Suite {
    readonly testsuites: {
      readonly '@tests': string;
      readonly '@failures': string;
      readonly '@errors': string;
      readonly testsuite: {
        readonly testcase: readonly (object & { readonly '@name': string })[];
      };
    };
  }

  test.each(ALL)('%s is well formed, and its counts are right', (_, report) => {
    const text = junitReport(report());
    // With `true` it throws where the text is not well formed.
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      isArray: (name) => name === 'testcase',
    });
    // oxlint-disable-next-line typescript/no-deprecated -- what replaces it is another package
    const { testsuites } = parser.parse(text, true) as Suite;
    const cases = testsuites.testsuite.testcase;
    const having = (name: string): string => String(cases.filter((one) => name in one).length);
    expect(testsuites['@tests']).toBe(String(cases.length));
    expect(testsuites['@failures']).toBe(having('failure'));
    expect(testsuites['@errors']).toBe(having('error'));
    expect(new Set(cases.map((one) => one['@name'])).size).toBe(cases.length);
  });
});
