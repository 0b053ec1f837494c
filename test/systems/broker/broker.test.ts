/**
 * The broker: its switches and its correct twin.
 */

import { broker } from '../../../src/systems/broker/broker.js';
import { testSwitches } from '../../fixtures/switches.js';

testSwitches({
  system: broker,
  budgets: {
    'remove-before-work': 30,
    'no-dedup': 10,
    'requeue-at-tail': 10,
    'resume-at-end': 20,
    'resume-at-last-seen': 10,
    'ack-before-fsync': 80,
    'ignores-disk-error': 150,
    'no-checksum': 80,
  },
  twins: 500,
});
