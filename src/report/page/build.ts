/**
 * The HTML report of anything there is to report.
 */

import type { Report } from '../report.js';
import { auditPage } from './audit-page.js';
import { campaignPage } from './campaign-page.js';
import { counterexamplePage } from './counterexample-page.js';
import { historyPage } from './history-page.js';
import { renderPage, type PageAssets } from './html.js';
import { PAGE_DATA_VERSION, type PageContent, type PageData } from './page-data.js';

/** A whole HTML file. Linear in the report, but for sorting it. */
export function htmlReport(report: Report, assets: PageAssets): string {
  return renderPage(pageData(report, assets.skerry), assets);
}

/** What the page of a report embeds; `skerry` is the version that writes it. */
export function pageData(report: Report, skerry: string): PageData {
  return { version: PAGE_DATA_VERSION, skerry, ...contentOf(report) };
}

function contentOf(report: Report): PageContent {
  switch (report.kind) {
    case 'campaign':
      return campaignPage(report);
    case 'counterexample':
      return counterexamplePage(report);
    case 'history':
      return historyPage(report);
    case 'audit':
      return auditPage(report);
  }
}
