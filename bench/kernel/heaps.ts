/**
 * Yardsticks for the machine: an event loop that is nothing but a heap, and a heap of numbers.
 */

import { LATENCY } from './flood.js';

interface Event {
  readonly time: number;
  readonly sequence: number;
  readonly deliver: (message: Message) => void;
  readonly message: Message;
}

interface Message {
  readonly type: 'ping';
  readonly from: number;
  readonly to: number;
  readonly hops: number;
}

function isBefore(left: Event, right: Event): boolean {
  return left.time < right.time || (left.time === right.time && left.sequence < right.sequence);
}

/** A binary heap of events, as in a textbook. */
class EventHeap {
  private readonly events: Event[] = [];

  push(event: Event): void {
    const { events } = this;
    let at = events.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = events[parent] as Event;
      if (isBefore(above, event)) break;
      events[at] = above;
      at = parent;
    }
    events[at] = event;
  }

  pop(): Event {
    const { events } = this;
    const first = events[0] as Event;
    const moved = events.pop() as Event;
    const { length } = events;
    if (length === 0) return first;
    let at = 0;
    for (let child = 1; child < length; child = at * 2 + 1) {
      if (child + 1 < length && isBefore(events[child + 1] as Event, events[child] as Event)) {
        child++;
      }
      if (!isBefore(events[child] as Event, moved)) break;
      events[at] = events[child] as Event;
      at = child;
    }
    events[at] = moved;
    return first;
  }
}

/**
 * A bare heap loop: `count` messages, `size` of them under way at any time, are delivered in the
 * order of their times to a handler that sends the next one. Latencies are drawn; there is no
 * trace, no loss, no keyed randomness, no fault and no clock of a node.
 */
export function runLoop(count: number, size: number, servers: number): number {
  const heap = new EventHeap();
  let now = 0;
  let sequence = 0;
  let random = 1;
  let delivered = 0;
  const send = (message: Message): void => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const time = now + LATENCY.minUs + (random % (LATENCY.maxUs - LATENCY.minUs + 1));
    heap.push({ time, sequence: sequence++, deliver, message });
  };
  const deliver = ({ from, to, hops }: Message): void => {
    delivered++;
    send({ type: 'ping', from: to, to: (from + 1) % servers, hops: hops - 1 });
  };
  for (let at = 0; at < size; at++) {
    send({ type: 'ping', from: at % servers, to: (at + 1) % servers, hops: count });
  }
  while (delivered < count) {
    const event = heap.pop();
    now = event.time;
    event.deliver(event.message);
  }
  return now;
}

/** Pushes and pops `count` times on a binary heap of `size` times and slots, as in a textbook. */
export function runHeap(count: number, size: number): number {
  const times: number[] = [];
  let last = 0;
  let random = 1;
  const push = (time: number): void => {
    let at = times.push(time) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = times[parent] as number;
      if (above <= time) break;
      times[at] = above;
      at = parent;
    }
    times[at] = time;
  };
  const pop = (): number => {
    const first = times[0] as number;
    const moved = times.pop() as number;
    const length = times.length;
    if (length === 0) return first;
    let at = 0;
    for (let child = 1; child < length; child = at * 2 + 1) {
      if (child + 1 < length && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= moved) break;
      times[at] = times[child] as number;
      at = child;
    }
    times[at] = moved;
    return first;
  };
  for (let done = -size; done < count; done++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    push(last + LATENCY.minUs + (random % (LATENCY.maxUs - LATENCY.minUs + 1)));
    if (done >= 0) last = pop();
  }
  return last;
}
