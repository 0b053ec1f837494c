/**
 * The reporters by name, in the order in which `skerry list reporters` shows them.
 */

import { assert } from '../../assert.js';
import { htmlReport } from '../page/build.js';
import { githubReport } from './github.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import { mermaidReport } from './mermaid.js';
import type { Reporter } from './reporter.js';
import { sarifReport } from './sarif.js';
import { shivizReport } from './shiviz.js';
import { textReport } from './text.js';

/** Every format there is. */
export const REPORTERS: readonly Reporter[] = [
  {
    name: 'text',
    summary: 'for a person at a terminal; the default',
    extension: '.txt',
    mayFollow: true,
    render: textReport,
  },
  {
    name: 'html',
    summary: 'a page that works offline: the story step by step, states, plots',
    extension: '.html',
    mayFollow: false,
    needsAssets: true,
    render: (report, { assets }) => {
      assert(assets !== undefined, 'a page needs its code');
      return htmlReport(report, assets);
    },
  },
  {
    name: 'markdown',
    summary: 'for comments on pull requests and step summaries',
    extension: '.md',
    mayFollow: true,
    render: markdownReport,
  },
  {
    name: 'github',
    summary: 'annotations of GitHub Actions, as workflow commands',
    extension: '.txt',
    mayFollow: true,
    pointsAtLines: true,
    render: githubReport,
  },
  {
    name: 'junit',
    summary: 'JUnit XML: test reports of GitLab, Jenkins and others',
    extension: '.xml',
    mayFollow: false,
    render: junitReport,
  },
  {
    name: 'sarif',
    summary: 'SARIF 2.1.0: code scanning and viewers of results',
    extension: '.sarif',
    mayFollow: false,
    pointsAtLines: true,
    render: sarifReport,
  },
  {
    name: 'json',
    summary: 'for programs; docs/schemas/report.schema.json says what it holds',
    extension: '.json',
    mayFollow: false,
    pointsAtLines: true,
    render: jsonReport,
  },
  {
    name: 'mermaid',
    summary: 'a diagram that GitHub and GitLab draw',
    extension: '.mmd',
    mayFollow: false,
    render: mermaidReport,
  },
  {
    name: 'shiviz',
    summary: 'a log with vector clocks for ShiViz',
    extension: '.log',
    mayFollow: false,
    render: shivizReport,
  },
];
