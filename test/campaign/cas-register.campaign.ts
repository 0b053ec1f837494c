/**
 * `npm run campaign -- cas-register`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('cas-register');
