/**
 * The model that `skerry check --model` names: one of skerry's, or the default export of a module.
 */

import { ModelError } from '../../../checkers/model.js';
import type { Model } from '../../../checkers/model.js';
import { modelNamed, namedModels } from '../../../checkers/models/index.js';
import { loadModel } from '../../../checkers/models/load.js';
import { decodeJson, encodeEdn } from '../../history/codecs/index.js';
import type { Value } from '../../history/value.js';
import type { ModelReference } from '../../run/parallel/search-task.js';
import { usageError } from '../exit-codes.js';
import { isPath, loadModule, moduleUrl } from '../load-module.js';

/** Options that choose a model. */
export interface ModelOptions {
  readonly model: string;
  /** In JSON. */
  readonly initial?: string;
}

/** A model, and how a thread can make it again. */
export interface ChosenModel {
  readonly model: Model;
  readonly reference: ModelReference;
}

/**
 * The model that the options name.
 * @throws {@link CommandError} when there is none, or it cannot be loaded.
 */
export async function chooseModel({
  model: name,
  initial: text,
}: ModelOptions): Promise<ChosenModel> {
  const initial = text === undefined ? undefined : parseInitial(text);
  if (namedModels.some((model) => model.name === name)) {
    const edn = initial === undefined ? {} : { initial: encodeEdn(initial) };
    return { model: modelNamed(name, initial), reference: { name, ...edn } };
  }
  if (!isPath(name)) {
    const names = namedModels.map((model) => model.name).join(', ');
    throw usageError(
      `there is no model "${name}"; there is ${names}, or a path such as ./model.mjs`,
    );
  }
  if (initial !== undefined) throw usageError('--initial is for the models of skerry');
  return { model: await importModel(name), reference: { module: moduleUrl(name) } };
}

async function importModel(path: string): Promise<Model> {
  const module = await loadModule(path, 'a model');
  const exported = module['default'] ?? module['model'];
  if (exported === undefined) {
    throw new ModelError(
      `${path} exports no model: expected a default export, or one called model`,
    );
  }
  return loadModel(exported, path);
}

/** The value of `--initial`. */
export function parseInitial(text: string): Value {
  try {
    return decodeJson(text, { file: '--initial' });
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}
