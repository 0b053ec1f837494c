/**
 * Registers and stores of registers as subjects. Nothing has been written at first, and a read says
 * so with `null`.
 */

import { type FAILED, FALSE, NOTHING, TRUE } from './recording.js';
import type { Subject } from './subject.js';

const READ = 0;
const WRITE = 1;

/** Functions: read, write. Half of the operations read; every write writes a value of its own. */
export function uniqueRegister(): Subject {
  let held = NOTHING;
  let written = 0;
  return {
    draw(random, request) {
      request.f = random.chance(0.5) ? READ : WRITE;
      if (request.f === WRITE) request.input = ++written;
    },
    apply({ f, input }) {
      if (f === READ) return held;
      held = input;
      return NOTHING;
    },
  };
}

/** Functions: get, put. As many registers as `keys`, used alike. */
export function uniqueStore(keys: number): Subject {
  const held = new Int32Array(keys).fill(NOTHING);
  let written = 0;
  return {
    draw(random, request) {
      request.key = random.below(keys);
      request.f = random.chance(0.5) ? READ : WRITE;
      if (request.f === WRITE) request.input = ++written;
    },
    apply({ f, key, input }) {
      if (f === READ) return held[key]!;
      held[key] = input;
      return NOTHING;
    },
  };
}

/** Functions: read, write, cas. Jepsen's classic: a third each, of the values 0 to `values` - 1. */
export function compareAndSetRegister(values: number): Subject {
  let held = NOTHING;
  return {
    draw(random, request) {
      request.f = random.below(3);
      if (request.f === READ) return;
      request.input = random.below(values);
      if (request.f > WRITE) request.second = random.below(values);
    },
    apply({ f, input, second }) {
      if (f === READ) return held;
      if (f === WRITE) {
        held = input;
        return NOTHING;
      }
      if (held !== input) return FALSE;
      held = second;
      return TRUE;
    },
  };
}

/**
 * Functions: read, write, cas. Every write and compare-and-set brings a value of its own, and the
 * latter expects the present value or one of the last few. `unequal` is what it answers when that
 * is not there: Jepsen's tests call it failed, others record that it found another value.
 */
export function uniqueCompareAndSetRegister(unequal: typeof FAILED | typeof FALSE): Subject {
  let held = NOTHING;
  let written = 0;
  return {
    draw(random, request) {
      request.f = written === 0 ? random.below(2) : random.below(3);
      if (request.f === READ) return;
      const isPresent = random.chance(0.7) && held !== NOTHING;
      const expected = isPresent ? held : Math.max(1, written - random.below(5));
      request.input = request.f === WRITE ? ++written : expected;
      if (request.f > WRITE) request.second = ++written;
    },
    apply({ f, input, second }) {
      if (f === READ) return held;
      if (f === WRITE) {
        held = input;
        return NOTHING;
      }
      if (held !== input) return unequal;
      held = second;
      return TRUE;
    },
  };
}
