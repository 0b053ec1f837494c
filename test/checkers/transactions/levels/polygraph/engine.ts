/**
 * What these tests are about, under short names: the engine and the parts of it that are tested by
 * themselves.
 */

export * from '../../../../../checkers/transactions/levels/polygraph/choice-search.js';
export * from '../../../../../checkers/transactions/levels/polygraph/decide-strong-level.js';
export * from '../../../../../checkers/transactions/levels/polygraph/incremental-order.js';
export * from '../../../../../checkers/transactions/levels/polygraph/minimal-core.js';
export * from '../../../../../checkers/transactions/levels/polygraph/polygraph-edges.js';
export * from '../../../../../checkers/transactions/levels/polygraph/restrict-observation.js';
export * from '../../../../../checkers/transactions/levels/polygraph/topological-order.js';
export * from '../../../../../checkers/transactions/registers/observe-registers.js';
