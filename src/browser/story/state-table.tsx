/**
 * What each server shows at the step that the reader has reached; what has just changed is marked,
 * word by word.
 */

import type { VNode } from 'preact';
import type { StoryView } from '../../report/page/page-data.js';
import { initialStates, type StoryEvent } from './events.js';

/** The states after the step at place `at`. */
export function StateTable(props: {
  readonly view: StoryView;
  readonly events: readonly StoryEvent[];
  readonly at: number;
}): VNode {
  const { view, events, at } = props;
  const states = new Map(initialStates(view));
  for (const event of events.slice(0, at)) {
    for (const { server, text } of event.states) states.set(server, text);
  }
  const changes = new Map(events[at]?.states.map(({ server, text }) => [server, text]));
  return (
    <table class="states-table">
      <caption class="unseen">States of the servers at this step</caption>
      <thead>
        <tr>
          <th scope="col">server</th>
          <th scope="col">state</th>
        </tr>
      </thead>
      <tbody>
        {view.servers.map((server) => {
          const before = states.get(server) ?? '–';
          const now = changes.get(server);
          return (
            <tr class={now === undefined ? '' : 'changed'}>
              <th scope="row">{server}</th>
              <td>{now === undefined ? before : <Change before={before} now={now} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Change({ before, now }: { readonly before: string; readonly now: string }): VNode {
  const old = new Set(before.split(' '));
  return (
    <>
      {now.split(' ').map((word, at) => (
        <>
          {at === 0 ? '' : ' '}
          {old.has(word) ? word : <mark>{word}</mark>}
        </>
      ))}
      <span class="before">{before === '–' ? '' : `was ${before}`}</span>
    </>
  );
}
