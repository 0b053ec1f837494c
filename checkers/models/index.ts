/**
 * The models that have a name: what `--model NAME --initial VALUE` on the command line and `skerry
 * list` choose from.
 */

import type { Value } from '../../src/history/value.js';
import { ModelError, type Model } from '../model.js';
import { casRegister } from './cas-register.js';
import { counter } from './counter.js';
import { fifoQueue } from './fifo-queue.js';
import { keyValue } from './key-value.js';
import { multiset } from './multiset.js';
import { mutex } from './mutex.js';
import { priorityQueue } from './priority-queue.js';
import { register } from './register.js';
import { semaphore } from './semaphore.js';
import { set } from './set.js';
import { stack } from './stack.js';

/** A way to make a model from its name and, where it has one, its initial value. */
export interface NamedModel {
  readonly name: string;
  readonly summary: string;
  /** Throws {@link ModelError} when it is given an initial value it has no use for. */
  create(initial?: Value): Model;
}

/** Every named model, in the order of the help text. */
export const namedModels: readonly NamedModel[] = [
  named(register(), (initial) => register({ initial })),
  named(casRegister(), (initial) => casRegister({ initial })),
  named(keyValue(), (initial) => keyValue({ initial })),
  named(fifoQueue()),
  named(stack()),
  named(priorityQueue()),
  named(set()),
  named(multiset()),
  named(counter()),
  named(mutex()),
  named(semaphore(), (permits) => semaphore({ permits: permits as number })),
];

/**
 * The model called `name`; throws {@link ModelError} with the names there are when there is none.
 */
export function modelNamed(name: string, initial?: Value): Model {
  const found = namedModels.find((model) => model.name === name);
  if (found !== undefined) return found.create(initial);
  const names = namedModels.map((model) => model.name).join(', ');
  throw new ModelError(`there is no model "${name}"; the models are ${names}`);
}

function named(model: Model, withInitial?: (initial: Value) => Model): NamedModel {
  return {
    name: model.name,
    summary: model.summary,
    create(initial?: Value): Model {
      if (initial === undefined) return model;
      if (withInitial === undefined) {
        throw new ModelError(`model ${model.name} takes no initial value`);
      }
      return withInitial(initial);
    },
  };
}
