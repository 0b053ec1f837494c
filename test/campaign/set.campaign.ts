/**
 * `npm run campaign -- set`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('set');
