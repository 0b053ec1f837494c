/**
 * Reports as the package exports them.
 */

export { renderCampaign } from './campaign-report.js';
export { campaignOutcome } from './campaign-summary.js';
export type { CampaignOutcome, CampaignSummary } from './campaign-summary.js';
export type { Counterexample, Finding, Fingerprint } from './counterexample.js';
export type { Paint, Palette } from './palette.js';
export { renderText } from './text-report.js';
export type { TextOptions } from './text-report.js';
export { renderVerdict } from './verdict-report.js';
export { renderAudit } from './audit-report.js';
