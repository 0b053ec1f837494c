/**
 * How far the operations can be ordered: one of the longest legal orders, an operation at a time
 * with the state that it leaves, and at its end why no
 * answered operation may come next (as Porcupine shows it).
 */

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { LinearizationSection, OperationView } from '../../report/page/page-data.js';
import { useFocus } from '../focus.js';
import { OrderDrawing } from '../linearization/order-drawing.js';

/** The order, step by step. */
export function LinearizationPanel(props: { readonly section: LinearizationSection }): VNode {
  const { section } = props;
  const { order, model, alternatives, stuck, shrunkFrom } = section;
  const reach = alternatives === 1 ? 'reaches' : 'reach';
  const last = order.length;
  const [at, setAt] = useState(last);
  const step = (to: number): void => setAt(Math.min(last, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const to = { Home: 0, End: last }[event.key] ?? (by === undefined ? undefined : at + by);
    const { target } = event;
    const scrolls = target instanceof Element && target.closest('.scroll') !== null;
    if (to === undefined || scrolls || event.defaultPrevented) return;
    event.preventDefault();
    step(to);
  };
  return (
    <>
      <p>
        {`The longest legal order of a ${model} has ${countOf(order.length, 'operation')}` +
          ` of ${section.operations.length}` +
          (alternatives > 0 ? `; ${countOf(alternatives, 'other order')} ${reach} as far.` : '.')}
        {shrunkFrom === undefined
          ? ''
          : ` Tried on ${section.operations.length} of ${countOf(shrunkFrom, 'operation')} that` +
            ' shrinking left.'}
        {stuck.length > 0 ? ' After it no answered operation fits:' : ''}
      </p>
      <div
        class="linearization"
        data-keys
        tabIndex={0}
        role="group"
        aria-label="Order of operations; arrow keys step through it"
        onKeyDown={onKeyDown}
      >
        <div class="controls">
          <button type="button" aria-label="Previous operation" onClick={() => step(at - 1)}>
            ◀
          </button>
          <button type="button" aria-label="Next operation" onClick={() => step(at + 1)}>
            ▶
          </button>
          <p role="status" aria-live="polite">
            {sentenceOf(section, at)}
          </p>
        </div>
        <OrderDrawing section={section} at={at} />
        <Steps section={section} at={at} onStep={step} />
      </div>
    </>
  );
}

function Steps(props: {
  readonly section: LinearizationSection;
  readonly at: number;
  readonly onStep: (at: number) => void;
}): VNode {
  const { section, at, onStep } = props;
  const { focus } = useFocus();
  const { order, stuck, initial } = section;
  return (
    <table class="order">
      <caption class="unseen">The longest legal order, and what cannot come next</caption>
      <thead>
        <tr>
          <th scope="col">no.</th>
          <th scope="col">operation</th>
          <th scope="col">state afterwards</th>
        </tr>
      </thead>
      <tbody>
        <tr class={at === 0 ? 'now' : ''} onClick={() => onStep(0)}>
          <td>0</td>
          <td class="faint">nothing yet</td>
          <td>
            <code>{initial}</code>
          </td>
        </tr>
        {order.map(({ operation, state }, nth) => (
          <tr
            class={nth + 1 === at ? 'now' : nth + 1 > at ? 'later' : ''}
            onClick={() => {
              onStep(nth + 1);
              focus(operation);
            }}
          >
            <td>{nth + 1}</td>
            <td>{operationText(section, operation)}</td>
            <td>
              <code>{state}</code>
            </td>
          </tr>
        ))}
        {stuck.map(({ operation, because }) => (
          <tr
            class={at === order.length ? 'stuck' : 'stuck later'}
            onClick={() => focus(operation)}
          >
            <td>
              <span aria-label="cannot come next">✕</span>
            </td>
            <td>{operationText(section, operation)}</td>
            <td>{because}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sentenceOf(section: LinearizationSection, at: number): string {
  const { order, initial, stuck } = section;
  const step = order[at - 1];
  if (step === undefined) return `At first the state is ${initial}.`;
  const before = order[at - 2]?.state ?? initial;
  const told = `${at}. ${operationText(section, step.operation)}: ${before} becomes ${step.state}.`;
  if (at < order.length || stuck.length === 0) return told;
  const obstacles = stuck.map((one) => `#${one.operation} cannot follow: ${one.because}.`);
  return [told, ...obstacles].join(' ');
}

function operationText({ operations }: LinearizationSection, wanted: number): string {
  const found = operations.find(({ number }) => number === wanted);
  return found === undefined ? `#${wanted}` : `#${wanted} ${callText(found)}`;
}

function callText({ call, result }: OperationView): string {
  return `${call} ${result === '' ? '(no answer)' : result}`;
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
