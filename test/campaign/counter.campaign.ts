/**
 * `npm run campaign -- counter`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('counter');
