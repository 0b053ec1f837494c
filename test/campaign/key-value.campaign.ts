/**
 * `npm run campaign -- key-value`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('key-value');
