/**
 * `npm run campaign -- fifo-queue`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('fifo-queue');
