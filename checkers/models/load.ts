/**
 * A user's own model, as a module of theirs exports it: checked for its shape when it is loaded
 * (zod, at the edge) and for its promises while it runs (guard.ts).
 */

import { z } from 'zod';
import { ModelError, type Model } from '../model.js';
import { guardModel } from './guard.js';

const aFunction = z.custom<(...parameters: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
);

const shape = z.object({
  name: z.string().min(1),
  summary: z.string().default(''),
  // A state may be anything, but it has to be there.
  initial: z.custom<unknown>((value) => value !== undefined, 'expected the first state'),
  functions: z.array(z.string().min(1)).min(1),
  step: aFunction,
  stateKey: aFunction.optional(),
  describeState: aFunction.optional(),
  observes: aFunction.optional(),
  lookAhead: z.object({ demands: aFunction, leads: aFunction, supplies: aFunction }).optional(),
  register: z.object({ access: aFunction }).optional(),
  partition: z.union([z.literal(false), aFunction]).optional(),
});

/**
 * Checks that `value` is a model and returns it guarded; its methods keep their `this`.
 * @param source where it came from, for messages: a path, an option.
 * @throws ModelError that lists every field that is missing or of the wrong type.
 */
export function loadModel(value: unknown, source: string): Model {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'the model'}: ${issue.message}`,
    );
    throw new ModelError(`${source} does not export a model: ${problems.join('; ')}`);
  }
  return guardModel(value as Model);
}
