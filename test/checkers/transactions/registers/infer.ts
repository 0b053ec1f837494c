/**
 * Observation and inference in one step.
 */

import {
  checkRegistersByInference,
  type InferenceOptions,
  type RegisterInferenceResult,
} from '../../../../checkers/transactions/registers/check-by-inference.js';
import { observeRegisters } from '../../../../checkers/transactions/registers/observe-registers.js';
import type { Columns } from './columns-of.js';

/** What inference says of a history. */
export function infer(columns: Columns, options?: InferenceOptions): RegisterInferenceResult {
  return checkRegistersByInference(observeRegisters(columns), options);
}
