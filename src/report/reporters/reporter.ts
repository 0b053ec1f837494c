/**
 * What a reporter is: a way to write a report down, by name.
 */

import type { PageAssets } from '../page/html.js';
import type { Report } from '../report.js';
import type { TextOptions } from '../text-report.js';

/** How reports are written, whatever the format. */
export interface ReporterOptions extends TextOptions {
  /** Version of skerry, which formats of machines name. */
  readonly version: string;
  /** Characters at most, where the format can be shortened; see each. */
  readonly lengthMax?: number;
  /** The code of pages, for reporters that need it. */
  readonly assets?: PageAssets;
}

/** One format. */
export interface Reporter {
  readonly name: string;
  /** What it is for, in a line. */
  readonly summary: string;
  /** Of a file that has it, with the dot. */
  readonly extension: string;
  /** Whether several reports may follow each other on standard output and still be read. */
  readonly mayFollow: boolean;
  /** It embeds the code of pages. */
  readonly needsAssets?: true;
  /** It points at lines of a recorded history. */
  readonly pointsAtLines?: true;
  /** Pure; linear in the report, but for sorting stories. */
  readonly render: (report: Report, options: ReporterOptions) => string;
}
