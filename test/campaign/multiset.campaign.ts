/**
 * `npm run campaign -- multiset`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('multiset');
