/**
 * A user's own model, as a module of theirs exports it: checked for its shape when it is loaded
 * (zod, at the edge) and for its promises while it runs (guard.ts).
 */

import { z } from 'zod';
import { ModelError, type Model } from '../model.js';
import { guardModel } from './guard.js';
import { nondeterministic, type NondeterministicModel } from './nondeterministic.js';

const aFunction = z.custom<(...parameters: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
);

const common = {
  name: z.string().min(1),
  summary: z.string().default(''),
  functions: z.array(z.string().min(1)).min(1),
  stateKey: aFunction.optional(),
  describeState: aFunction.optional(),
  observes: aFunction.optional(),
  partition: z.union([z.literal(false), aFunction]).optional(),
};

const shape = z.object({
  ...common,
  // A state may be anything, but it has to be there.
  initial: z.custom<unknown>((value) => value !== undefined, 'expected the first state'),
  step: aFunction,
  lookAhead: z.object({ demands: aFunction, leads: aFunction, supplies: aFunction }).optional(),
  object: z.object({ type: z.string(), roles: z.record(z.string(), z.string()) }).optional(),
});

const nondeterministicShape = z.object({
  ...common,
  initial: z.array(z.unknown()).min(1),
  steps: aFunction,
});

/**
 * Checks that `value` is a model and returns it guarded; its methods keep their `this`. One that
 * has `steps` is {@link nondeterministic}.
 * @param source where it came from, for messages: a path, an option.
 * @throws ModelError that lists every field that is missing or of the wrong type.
 */
export function loadModel(value: unknown, source: string): Model {
  const isNondeterministic = typeof value === 'object' && value !== null && 'steps' in value;
  const parsed = (isNondeterministic ? nondeterministicShape : shape).safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'the model'}: ${issue.message}`,
    );
    throw new ModelError(`${source} does not export a model: ${problems.join('; ')}`);
  }
  if (!isNondeterministic) return guardModel(value as Model);
  return guardModel(nondeterministic(value as NondeterministicModel));
}
