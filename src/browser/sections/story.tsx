/**
 * The story of a run: its drawing, the step that the reader has reached in words, and the states of
 * the servers at that step.
 */

import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StorySection, StoryView } from '../../report/page/page-data.js';
import { useFocus } from '../focus.js';
import { causesOf, knowsCauses, type Causes, type Target } from '../story/causes.js';
import { Drawing, nameColumn } from '../story/drawing.js';
import { eventsOf } from '../story/events.js';
import { layoutOf, type Layout } from '../story/layout.js';
import { KeyList, Legend } from '../story/legend.js';
import {
  eventOf,
  moveOf,
  offendingOperation,
  operationBeside,
  violationEvent,
  type Move,
} from '../story/navigation.js';
import { StateTable } from '../story/state-table.js';
import { Stepper } from '../story/stepper.js';

const ZOOM_STEP = 1.25;
const ZOOM_MIN = 0.15;
const ZOOM_MAX = 4;

/** The story; as it was found, too, where that is known. */
export function StoryPanel({ section }: { readonly section: StorySection }): VNode {
  const [isOriginal, setOriginal] = useState(false);
  const { shrunk, original } = section;
  const view = isOriginal && original !== undefined ? original : shrunk;
  return (
    <>
      {original === undefined ? null : (
        <div class="choice" role="group" aria-label="Which run">
          <button type="button" aria-pressed={!isOriginal} onClick={() => setOriginal(false)}>
            {`shrunk: ${shrunk.operations.length} operations`}
          </button>
          <button type="button" aria-pressed={isOriginal} onClick={() => setOriginal(true)}>
            {`as found: ${original.operations.length} operations`}
          </button>
        </div>
      )}
      <StoryPart key={isOriginal ? 'original' : 'shrunk'} view={view} isOriginal={isOriginal} />
    </>
  );
}

function StoryPart(props: { readonly view: StoryView; readonly isOriginal: boolean }): VNode {
  const { view, isOriginal } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom();
  const layout = useMemo(() => layoutOf(view, room - nameColumn(view) - 4), [view, room]);
  const events = useMemo(() => eventsOf(view), [view]);
  const { operation: shared, focus, scrolls } = useFocus();
  // Numbers of the run as it was found are others than those in the sentences.
  const [own, setOwn] = useState<number | undefined>(undefined);
  const operation = isOriginal ? own : shared;
  const choose = isOriginal ? setOwn : focus;
  const [at, setAt] = useState(0);
  const [zoom, setZoom] = useState(() => firstZoom(room / (layout.width + nameColumn(view))));
  const [target, setTarget] = useState<Target | undefined>(undefined);
  const [hasHelp, setHelp] = useState(false);
  const causes = useCauses(view, target ?? operation);
  const goTo = (number: number | undefined): void => {
    choose(number);
    if (number !== undefined) setAt(Math.max(0, eventOf(events, number)));
  };
  const move = (wanted: Move): void => {
    const last = Math.max(0, events.length - 1);
    const zoomBy = (by: number): void =>
      setZoom((now) => Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, now * by)));
    const moves: Readonly<Record<Move, () => void>> = {
      'previous-event': () => setAt((now) => Math.max(0, now - 1)),
      'next-event': () => setAt((now) => Math.min(last, now + 1)),
      'previous-operation': () => goTo(operationBeside(view.operations, operation, -1)),
      'next-operation': () => goTo(operationBeside(view.operations, operation, 1)),
      offending: () => {
        const number = offendingOperation(view.operations);
        goTo(number);
        if (number === undefined) setAt(violationEvent(events));
      },
      'zoom-in': () => zoomBy(ZOOM_STEP),
      'zoom-out': () => zoomBy(1 / ZOOM_STEP),
      fit: () => setZoom(fittingZoom(view, layout, scroller.current)),
      help: () => setHelp((now) => !now),
      leave: () => choose(undefined),
    };
    moves[wanted]();
  };
  useKeys(move);
  useEffect(() => {
    if (operation !== undefined) setAt(Math.max(0, eventOf(events, operation)));
    if (scrolls > 0) scroller.current?.scrollIntoView({ block: 'nearest' });
  }, [operation, scrolls]);
  const event = events[at];
  useEffect(() => {
    if (event !== undefined) showPlace(scroller.current, layout.scale.xOf(event.atUs) * zoom);
  }, [at, zoom, layout]);
  useEffect(() => showViolation(scroller.current, view, layout, zoom), []);
  const pointing = { causes, point: setTarget, choose: goTo };
  return (
    <>
      <Stepper events={events} at={at} onStep={setAt} onMove={move} />
      <Drawing {...{ view, layout, zoom, event, focused: operation, pointing, scroller }} />
      {view.arrowsOmitted > 0 ? (
        <p class="note">{`${view.arrowsOmitted} later messages are not drawn.`}</p>
      ) : null}
      {view.hasOnlyStrays ? (
        <p class="note">Only messages that did not simply arrive are drawn.</p>
      ) : null}
      {hasHelp ? <KeyList /> : null}
      <StateTable view={view} events={events} at={at} />
      <Legend view={view} />
    </>
  );
}

/** What led to what the reader points at, or else to the operation in focus. */
function useCauses(view: StoryView, shown: Target | number | undefined): Causes | undefined {
  return useMemo(() => {
    if (shown === undefined || !knowsCauses(view)) return undefined;
    return causesOf(view, typeof shown === 'number' ? { operation: shown } : shown);
  }, [view, shown]);
}

/** The width that a drawing has, in whole steps, so that it is not laid out anew all the time. */
function useRoom(): number {
  const measure = (): number =>
    typeof window === 'undefined' ? 1100 : Math.min(1500, document.body.clientWidth - 48);
  const [room, setRoom] = useState(measure);
  useEffect(() => {
    const onResize = (): void => setRoom(Math.floor(measure() / 40) * 40);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return Math.max(480, room);
}

function useKeys(move: (wanted: Move) => void): void {
  const latest = useRef(move);
  latest.current = move;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const wanted = moveOf(event);
      if (wanted === undefined) return;
      event.preventDefault();
      latest.current(wanted);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function fittingZoom(view: StoryView, layout: Layout, scroller: HTMLDivElement | null): number {
  if (scroller === null) return 1;
  const room = scroller.parentElement?.clientWidth ?? scroller.clientWidth;
  return Math.min(1, Math.max(ZOOM_MIN, room / (layout.width + nameColumn(view))));
}

/** What is only a little too wide is shown whole. */
function firstZoom(fitting: number): number {
  return fitting >= 0.75 ? Math.min(1, fitting) : 1;
}

/** Opens a wide drawing where it went wrong. */
function showViolation(
  scroller: HTMLDivElement | null,
  view: StoryView,
  layout: Layout,
  zoom: number,
): void {
  const number = offendingOperation(view.operations);
  const bar = layout.bars.find(({ operation }) => operation.number === number);
  if (bar !== undefined) showPlace(scroller, (bar.x + bar.width) * zoom);
}

/** Scrolls the drawing alone, and only where the place is out of sight. */
function showPlace(scroller: HTMLDivElement | null, x: number): void {
  if (scroller === null) return;
  const { scrollLeft, clientWidth } = scroller;
  if (x >= scrollLeft + 40 && x <= scrollLeft + clientWidth - 40) return;
  scroller.scrollLeft = Math.max(0, x - clientWidth / 2);
}
