/**
 * Every kind of fault in words, in the order of `skerry list faults`, and its schema.
 */

import * as z from 'zod';
import type { Fault, FaultKind } from './fault.js';
import { clientFaultInfos, clientFaultSchemas } from './faults/clients.js';
import { clockFaultInfos, clockFaultSchemas } from './faults/clocks.js';
import type { FaultInfo } from './faults/info.js';
import { linkFaultInfos, linkFaultSchemas } from './faults/links.js';
import { serverFaultInfos, serverFaultSchemas } from './faults/servers.js';

export type { FaultInfo } from './faults/info.js';

/** What each kind of fault does. */
export const FAULT_CATALOGUE: Readonly<Record<FaultKind, FaultInfo>> = {
  ...linkFaultInfos,
  ...clientFaultInfos,
  ...serverFaultInfos,
  ...clockFaultInfos,
};

/** The schema of one fault. */
export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  ...linkFaultSchemas,
  ...clientFaultSchemas,
  ...serverFaultSchemas,
  ...clockFaultSchemas,
] as unknown as [z.ZodObject]) as unknown as z.ZodType<Fault>;
