/**
 * `npm run campaign -- priority-queue`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('priority-queue');
