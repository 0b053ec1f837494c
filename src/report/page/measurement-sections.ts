/**
 * What was measured in watched runs, as tables: each figure in calm and under each kind of fault,
 * and the messages that an operation cost.
 */

import type { AssertionOutcome } from '../../measure/assertion.js';
import { MEASUREMENTS } from '../../measure/catalogue.js';
import { Measurer } from '../../measure/measurer.js';
import type { Measurements } from '../../measure/measurer.js';
import type { RunSample } from '../../measure/sample.js';
import { escapeText } from '../escape.js';
import { formatFigure, measuredText } from '../measurements-report.js';
import { countOf, formatCount } from '../quantities.js';
import type { CountsSection } from './page-data.js';

const TYPES_MAX = 20;

/** The tables; none where nothing was asked. What was asserted of the figures comes first. */
export function measurementSections(
  samples: readonly RunSample[],
  assertions: readonly AssertionOutcome[] = [],
): CountsSection[] {
  return [...assertedSection(assertions), ...measuredSections(samples)];
}

function assertedSection(assertions: readonly AssertionOutcome[]): CountsSection[] {
  if (assertions.length === 0) return [];
  return [
    {
      kind: 'counts',
      title: 'Asserted',
      head: ['assertion', 'measured', 'outcome'],
      rows: assertions.map(({ assertion, actual, outcome }) => [
        escapeText(assertion.text),
        measuredText(assertion, actual),
        outcome,
      ]),
      notes: [],
    },
  ];
}

function measuredSections(samples: readonly RunSample[]): CountsSection[] {
  const measurer = new Measurer();
  for (const sample of samples) measurer.add(sample);
  const measurements = measurer.measurements();
  if (measurements.phases.size === 0) return [];
  return [figuresSection(measurements), ...trafficSection(measurements)];
}

/** A row a figure and a column a phase. */
function figuresSection({ phases, runs }: Measurements): CountsSection {
  const columns = [...phases];
  const figures = MEASUREMENTS.flatMap(({ name, unit, summary }) => {
    const cells = columns.map(([, phase]) => phase.figures.get(name));
    if (cells.every((cell) => cell === undefined)) return [];
    return [[name, ...cells.map((cell) => formatFigure(cell, unit)), summary]];
  });
  const operations = columns.map(([, phase]) => formatCount(phase.operations));
  return {
    kind: 'counts',
    title: 'Measured',
    head: ['figure', ...columns.map(([phase]) => phase), 'what it is'],
    rows: [['operations', ...operations, 'operations by when they were due'], ...figures],
    notes: [
      `Measured over ${countOf(runs, 'run')}: calm met no fault, faulty met one, healed was due ` +
        'after the last fault; the others met a fault of that kind.',
    ],
  };
}

function trafficSection({ traffic }: Measurements): CountsSection[] {
  const types = [...traffic];
  if (types.length === 0) return [];
  const more = types.length - TYPES_MAX;
  return [
    {
      kind: 'counts',
      title: 'Messages per operation',
      head: ['type', 'messages', 'bytes'],
      rows: types
        .slice(0, TYPES_MAX)
        .map(([type, { messages, bytes }]) => [
          escapeText(type, { lengthMax: 40 }),
          formatFigure(messages, ''),
          formatFigure(bytes, 'B'),
        ]),
      notes: more > 0 ? [`And ${countOf(more, 'other type')}.`] : [],
    },
  ];
}
