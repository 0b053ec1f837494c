/**
 * A simulated run as a page draws it: what the timeline of the terminal shows, and beside it every
 * message, fault and mark.
 */

import type { Fault } from '../../scenario/fault.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Story, StoryFault, StoryOperation } from '../counterexample.js';
import { rolesIn, type Culprit } from '../culprit.js';
import { escapeText } from '../escape.js';
import { wordsOf } from '../faults.js';
import { describeCall, describeResult } from '../operations.js';
import { storyTimeline } from '../story-timeline.js';
import { arrowViews } from './arrow-views.js';
import type { BadgeView, BandView, OperationView, StateView, StoryView } from './page-data.js';

const NAME_LENGTH_MAX = 40;
const STATES_MAX = 2_000;

/** What is drawn of a story; without a culprit no operation plays a part. */
export function storyView(
  story: Story,
  scenario: Scenario,
  culprit: Culprit | undefined,
): StoryView {
  const { healAtUs } = scenario;
  const timeline = storyTimeline(story, { ascii: false, culprit, healAtUs });
  const states = timeline.states.map(({ position, node, text }): StateView => ({
    atUs: position,
    server: node,
    text,
  }));
  const arrows = arrowViews(story);
  const busy = new Set([
    ...story.operations.map(({ client }) => name(client)),
    ...arrows.flatMap(({ from, to }) => [from, to]),
  ]);
  return {
    endUs: Math.max(story.endUs, ...story.operations.map(({ startUs }) => startUs)),
    // A client that did nothing has no lane, as in the terminal's report.
    clients: timeline.lanes.filter((lane) => busy.has(lane)),
    servers: timeline.nodes,
    operations: operationViews(story, culprit),
    states: states
      .filter(({ atUs }) => atUs >= 0)
      .sort((left, right) => left.atUs - right.atUs)
      .slice(0, STATES_MAX),
    arrows,
    bands: story.faults.filter(({ beganUs }) => beganUs >= 0).map((one) => bandView(one, story)),
    badges: badgeViews(story, culprit),
    arrowsOmitted: story.arrowsOmitted ?? 0,
    ...(story.arrows === undefined ? { hasOnlyStrays: true } : {}),
  };
}

function operationViews(story: Story, culprit: Culprit | undefined): OperationView[] {
  const roleOf = rolesIn(culprit?.anomaly);
  return story.operations.map((operation: StoryOperation): OperationView => {
    const { number, client, key, outcome, startUs, endUs, final } = operation;
    const call = describeCall(operation);
    return {
      number,
      lane: name(client),
      call: final ? `${call} (final)` : call,
      result: endUs === undefined ? '' : describeResult(operation),
      outcome,
      role: roleOf(number - 1, key),
      beginUs: startUs,
      ...(endUs === undefined ? {} : { endUs }),
    };
  });
}

function bandView(happened: StoryFault, story: Story): BandView {
  const { fault, beganUs, endedUs, effects } = happened;
  const words = wordsOf(fault);
  const lasts = words.isInstant !== true;
  return {
    id: name(fault.id),
    kind: fault.kind,
    text: escapeText(words.effect(fault), { lengthMax: 200 }),
    endText: escapeText(words.end(fault), { lengthMax: 200 }),
    beginUs: beganUs,
    endUs: lasts ? Math.max(beganUs, endedUs < beganUs ? story.endUs : endedUs) : beganUs,
    lanes: lanesOf(fault),
    effects,
  };
}

/** The lanes of the fault's own nodes; none for a fault of the whole network. */
function lanesOf(fault: Fault): string[] {
  if ('node' in fault) return [name(fault.node)];
  if ('client' in fault) return [name(fault.client)];
  if ('nodes' in fault) return fault.nodes.map(name);
  if ('from' in fault) return [...new Set([...fault.from, ...fault.to])].map(name);
  if ('groups' in fault) return [...new Set(fault.groups.flat())].map(name);
  return [];
}

function badgeViews(story: Story, culprit: Culprit | undefined): BadgeView[] {
  const badges = (story.marks ?? []).map(({ atUs, node, kind, text }): BadgeView => ({
    atUs,
    server: name(node),
    kind,
    text: escapeText(text, { lengthMax: 80 }),
  }));
  const brokeUs = culprit?.finding.atUs;
  if (culprit === undefined || brokeUs === undefined) return badges;
  const text = escapeText(culprit.anomaly.kind, { lengthMax: 60 });
  return [...badges, { atUs: brokeUs, server: '', kind: 'illegal', text }];
}

function name(text: string): string {
  return escapeText(text, { lengthMax: NAME_LENGTH_MAX });
}
