/**
 * What `skerry check --all` prints: golden reports of small histories.
 */

import { describe, expect, test } from 'vitest';
import { renderAudit } from '../../src/report/audit-report.js';
import { listAudits, objectAudits, registerAudits } from './audit-histories.js';

const ALL = Object.entries({
  list: listAudits,
  register: registerAudits,
  object: objectAudits,
}).flatMap(([group, audits]) =>
  Object.entries(audits).map(([name, audit]) => [`${group}-${name}`, audit] as const),
);

describe('golden reports of audits', () => {
  test.each(ALL)('%s', async (name, audit) => {
    await expect(renderAudit(audit())).toMatchFileSnapshot(`golden/audit-${name}.txt`);
  });

  test.each(ALL)('%s in ASCII', (_, audit) => {
    expect(renderAudit(audit(), { ascii: true })).toMatch(/^[\n\x20-\x7e]*$/);
  });
});
