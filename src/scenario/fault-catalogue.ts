/**
 * Every kind of fault in words, in the order of `skerry list faults`, and its schema.
 */

import * as z from 'zod';
import type { Fault, FaultKind } from './fault.js';
import { administrationFaultInfos, administrationFaultSchemas } from './faults/administration.js';
import { behaviourFaultInfos, behaviourFaultSchemas } from './faults/behaviour.js';
import { clientFaultInfos, clientFaultSchemas } from './faults/clients.js';
import { clockFaultInfos, clockFaultSchemas } from './faults/clocks.js';
import { diskFaultInfos, diskFaultSchemas } from './faults/disks.js';
import type { FaultInfo } from './faults/info.js';
import { linkFaultInfos, linkFaultSchemas } from './faults/links.js';
import { securityFaultInfos, securityFaultSchemas } from './faults/security.js';
import { serverFaultInfos, serverFaultSchemas } from './faults/servers.js';
import { trafficFaultInfos, trafficFaultSchemas } from './faults/traffic.js';

export type { FaultInfo } from './faults/info.js';

/** What each kind of fault does. */
export const FAULT_CATALOGUE: Readonly<Record<FaultKind, FaultInfo>> = {
  ...linkFaultInfos,
  ...trafficFaultInfos,
  ...clientFaultInfos,
  ...serverFaultInfos,
  ...diskFaultInfos,
  ...clockFaultInfos,
  ...behaviourFaultInfos,
  ...securityFaultInfos,
  ...administrationFaultInfos,
};

/** The schema of one fault. */
export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  ...linkFaultSchemas,
  ...trafficFaultSchemas,
  ...clientFaultSchemas,
  ...serverFaultSchemas,
  ...diskFaultSchemas,
  ...clockFaultSchemas,
  ...behaviourFaultSchemas,
  ...securityFaultSchemas,
  ...administrationFaultSchemas,
] as unknown as [z.ZodObject]) as unknown as z.ZodType<Fault>;
