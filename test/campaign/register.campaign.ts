/**
 * `npm run campaign -- register`; comparisons.ts says what is compared.
 */

import { campaign } from './campaign.js';

campaign('register');
