/**
 * `expect(history).toBeLinearizable()`: judges a recorded history by the model that is named, or by
 * the one whose functions it uses.
 */

import { fittingModels } from '../../checkers/audit/fitting-models.js';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { ModelError } from '../../checkers/model.js';
import type { Model } from '../../checkers/model.js';
import { modelNamed, namedModels } from '../../checkers/models/index.js';
import type { History } from '../history/operation.js';
import { escapeText } from '../report/escape.js';
import { judgeHistory } from './conform.js';
import type { ConformOptions } from './conform.js';
import type { Judgement, MatcherContext } from './judgement.js';
import { historyOf } from './recorded-history.js';
import type { RecordedHistory } from './recorded-history.js';

/** Functions that the message of an unknown model names at most. */
const FUNCTIONS_NAMED_MAX = 8;

/** How `toBeLinearizable` judges. */
export interface BeLinearizableOptions extends ConformOptions {
  /**
   * `ignore` (default): a failed operation did not happen, and says nothing. `observe`: where its
   * failure has a reason, it saw the state.
   */
  readonly failures?: 'ignore' | 'observe';
}

/**
 * The matcher. `model` is a model, or the name of one of ours (`skerry list models`); the default
 * is the model whose functions the history uses. Undecided histories as with `toConformTo`.
 * @throws ModelError when no model fits, when several do, and for a name that there is not.
 * @throws ParseError and HistoryError as `toConformTo`.
 */
export function toBeLinearizable(
  this: MatcherContext,
  received: RecordedHistory,
  model?: Model | string,
  options: BeLinearizableOptions = {},
): Judgement {
  const { failures, ...rest } = options;
  const history = historyOf(received, rest.decode ?? {}, 'toBeLinearizable');
  const checker = linearizable(
    chooseModel(model, history),
    failures === undefined ? {} : { failures },
  );
  return judgeHistory(this, history, checker, rest);
}

function chooseModel(model: Model | string | undefined, history: History): Model {
  if (typeof model === 'string') return modelNamed(model);
  if (model === undefined) return modelOf(history);
  if (typeof model === 'object' && model !== null && 'step' in model) return model;
  throw new ModelError(
    'toBeLinearizable takes a model, or the name of one; a checker is for toConformTo',
  );
}

/** The one model that fits with fewer functions than every other one. */
function modelOf(history: History): Model {
  const fitting = fittingModels(history);
  const [best] = fitting;
  const equals = fitting.filter((one) => one.functions.length === best?.functions.length);
  if (best !== undefined && equals.length === 1) return best;
  const functions = functionsOf(history);
  if (equals.length > 1) {
    const names = equals.map(({ name }) => name).join(' or of a ');
    throw new ModelError(
      `a history of ${functions} may be of a ${names}: say which, ` +
        `as in toBeLinearizable('${best?.name}')`,
    );
  }
  const names = namedModels.map(({ name }) => name).join(', ');
  throw new ModelError(
    `a history of ${functions} does not say which model it is of: ` +
      `name one (${names}), or pass a model of your own`,
  );
}

function functionsOf({ operations }: History): string {
  const functions = [...new Set(operations.map(({ f }) => f))].sort();
  if (functions.length === 0) return 'no operations';
  const named = functions
    .slice(0, FUNCTIONS_NAMED_MAX)
    .map((f) => escapeText(f, { lengthMax: 40 }));
  const more = functions.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more functions` : ''}`;
}
