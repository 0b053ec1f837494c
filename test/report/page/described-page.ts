/**
 * A page as lines that a person can compare: for golden files.
 */

import { unpackHistory } from '../../../src/report/page/history-columns.js';
import type {
  HistorySection,
  PageContent,
  Section,
  Sentence,
} from '../../../src/report/page/page-data.js';

/** Everything that a page says, section by section; texts are in quotes. */
export function describedPage({ title, outcome, headline, facts, sections }: PageContent): string {
  return [
    `${outcome}: ${JSON.stringify(title)}`,
    JSON.stringify(headline),
    ...facts.map(({ label, text }) => `${label}: ${JSON.stringify(text)}`),
    ...sections.flatMap((section) => ['', `== ${section.kind}`, ...describedSection(section)]),
    '',
  ].join('\n');
}

function describedSection(section: Section): string[] {
  switch (section.kind) {
    case 'history':
      return describedHistory(section);
    case 'cycle': {
      const { anomaly, message, count, nodes, edges, sentences, also } = section;
      return [
        `${anomaly}, ${count} found: ${JSON.stringify(message)}`,
        ...nodes.map(
          ({ name, operation, text }) => `${name} #${operation} ${JSON.stringify(text)}`,
        ),
        ...edges.map(({ from, to, kind, label, because }) => {
          return `${from} -> ${to} ${kind} ${JSON.stringify([label, because])}`;
        }),
        ...sentences.map(described),
        ...also.map((kind) => `also ${kind}`),
      ];
    }
    case 'why':
      return [`${section.checker}: ${section.anomaly}`, ...section.sentences.map(described)];
    case 'models':
      return section.models.map((one) => `${one.name} ${one.standing}: ${one.because}`);
    case 'checks':
      return section.checks.map((one) => `${one.name} ${one.outcome}: ${JSON.stringify(one.text)}`);
    case 'counts': {
      const { title, head, rows, notes } = section;
      return [title, ...[head, ...rows].map((row) => JSON.stringify(row)), ...notes];
    }
    default:
      return JSON.stringify(section, undefined, 1).split('\n');
  }
}

function described(sentence: Sentence): string {
  return sentence
    .map((piece) =>
      typeof piece === 'string' ? JSON.stringify(piece) : `<${piece.text} is #${piece.operation}>`,
    )
    .join(' ');
}

function describedHistory({ lanes, texts, columns, roles, total }: HistorySection): string[] {
  const { size, number, lane, call, result, begin, end, times, outcome } = unpackHistory(columns);
  return [
    `${total} operations, ${roles.map(({ at, role }) => `${at} ${role}`).join(', ')}`,
    ...Array.from({ length: size }, (_, at) => {
      const us = times === undefined ? '' : ` ${times.beginUs[at]}..${times.endUs[at]} us`;
      const what = JSON.stringify([texts[call[at]!], texts[result[at]!]]);
      const when = `${begin[at]}..${end[at]}${us}`;
      return `#${number[at]} ${lanes[lane[at]!]} ${outcome[at]} ${when} ${what}`;
    }),
  ];
}
