/**
 * The story of a run: what a report tells of it, as plain data.
 */

import type { Scenario } from '../scenario/scenario.js';
import type { Story, StoryMessage, StoryOperation, StoryState } from '../report/counterexample.js';
import type { Run } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import type { Posting } from '../trace/posting.js';
import type { Trace } from '../trace/trace.js';
import { deliveriesIn, deliveryName, interferedMessages } from './interfered-messages.js';
import { runScenario } from './run-scenario.js';
import { arrivalsIn, storyArrows, storyMarks } from './story-details.js';

/** Of the states of a run that was not shrunk, the first ones are enough. */
const STATES_MAX = 2_000;

/** Runs the scenario once more, watching states and messages. */
export async function tellStory(scenario: Scenario, system: System): Promise<Story> {
  const { story, run, postings } = await watch(scenario, system);
  return {
    ...story,
    ...storyArrows(run.trace, postings),
    marks: storyMarks(run.trace, story.faults),
  };
}

/** The story of a scenario that was not shrunk: without every message, which would be thousands. */
export async function tellOriginalStory(scenario: Scenario, system: System): Promise<Story> {
  const { story } = await watch(scenario, system);
  return { ...story, states: story.states.slice(0, STATES_MAX) };
}

interface Watched {
  readonly story: Story;
  readonly run: Run;
  readonly postings: readonly Posting[];
}

async function watch(scenario: Scenario, system: System): Promise<Watched> {
  const states: StoryState[] = [];
  const postings: Posting[] = [];
  const run = await runScenario(scenario, system, {
    observe: (atUs, node, state) => states.push({ atUs, node, state }),
    onPosting: (posting) => postings.push(posting),
  });
  const { servers, clients } = scenario.topology;
  const story: Story = {
    clients: Array.from({ length: clients }, (_, index) => `c${index}`),
    servers: Array.from({ length: servers }, (_, index) => `n${index}`),
    operations: storyOperations(run),
    states,
    messages: [
      ...strayMessages(scenario, postings, run.trace),
      ...interferedMessages(run.trace, postings),
    ],
    faults: scenario.faults.map((fault, index) => {
      const activity = run.faults[index];
      return {
        fault,
        beganUs: activity?.beganUs ?? -1,
        endedUs: activity?.endedUs ?? -1,
        effects: activity?.effects ?? 0,
      };
    }),
    endUs: run.endUs,
  };
  return { story, run, postings };
}

function storyOperations(run: Run): StoryOperation[] {
  return run.history.operations.map((operation, at) => {
    const { id, client, startUs, endUs, final } = run.operations[at] as Run['operations'][number];
    const { f, key, input, output, outcome, error } = operation;
    return {
      number: operation.id + 1,
      programId: id,
      client,
      f,
      input,
      output,
      outcome,
      startUs,
      final,
      ...(key === undefined ? {} : { key }),
      ...(error === undefined ? {} : { error }),
      ...(endUs === Infinity ? {} : { endUs }),
    };
  });
}

/** Messages whose deviation acted; on a network that draws, also those it lost or doubled. */
function strayMessages(
  scenario: Scenario,
  postings: readonly Posting[],
  trace: Trace,
): StoryMessage[] {
  const keyOf = ({ cause, type, from, to, nth }: Posting['message']): string =>
    JSON.stringify([cause, type, from, to, nth]);
  const deviations = new Map(scenario.deviations.map((one) => [keyOf(one.message), one]));
  const arrivals = arrivalsIn(trace);
  const deliveries = deliveriesIn(trace);
  return postings.flatMap((posting, nth): StoryMessage[] => {
    const { message, sentUs, delayUs, fate, copyDelayUs } = posting;
    const stray = (kind: StoryMessage['kind'], byUs: number, arrivedUs?: number): StoryMessage => ({
      message,
      kind,
      byUs,
      sentUs,
      ...(arrivedUs === undefined ? {} : { arrivedUs }),
    });
    const copyUs = sentUs + delayUs + copyDelayUs;
    const isSeen = deliveries.has(deliveryName(copyUs, message.from, message.to));
    const copy = (byUs: number): StoryMessage =>
      stray('duplicate', byUs, isSeen ? copyUs : undefined);
    const deviation = deviations.get(keyOf(message));
    if (deviation !== undefined && fate !== 'cut') {
      const { kind, byUs } = deviation;
      return [kind === 'duplicate' ? copy(byUs) : stray(kind, byUs, arrivals.get(nth))];
    }
    if (fate === 'lost') return [stray('drop', 0)];
    return copyDelayUs >= 0 ? [copy(copyDelayUs)] : [];
  });
}
