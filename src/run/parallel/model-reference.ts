/**
 * Makes a model from what can be sent to another thread.
 */

import type { Model } from '../../../checkers/model.js';
import { modelNamed } from '../../../checkers/models/index.js';
import { loadModel } from '../../../checkers/models/load.js';
import { ModelError } from '../../../checkers/model.js';
import { decodeEdn } from '../../history/codecs/index.js';
import type { ModelReference } from './search-task.js';

/**
 * The model that `reference` names. A module exports it as its default, or as `model`.
 * @throws ModelError when there is no such model.
 */
export async function makeModel(reference: ModelReference): Promise<Model> {
  if ('name' in reference) {
    const { name, initial } = reference;
    return initial === undefined ? modelNamed(name) : modelNamed(name, decodeEdn(initial));
  }
  const module = (await import(reference.module)) as Record<string, unknown>;
  const exported = module['default'] ?? module['model'];
  if (exported === undefined) {
    throw new ModelError(
      `${reference.module} exports no model: expected a default export, or one called model`,
    );
  }
  return loadModel(exported, reference.module);
}
