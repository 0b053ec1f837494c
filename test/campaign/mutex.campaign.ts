/**
 * `npm run campaign -- mutex`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('mutex');
