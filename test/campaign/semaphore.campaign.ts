/**
 * `npm run campaign -- semaphore`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('semaphore');
