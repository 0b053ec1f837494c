/**
 * `npm run campaign -- stack`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('stack');
