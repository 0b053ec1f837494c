/**
 * Who asks, and by what right: each request of a client carries a credential, which servers check
 * against their own clock and their own list of revocations. A model of signed tokens (a principal,
 * an expiry, a signature that only the issuer can make): a forged one has a wrong signature, an
 * expired one is past its time, and a revoked one is in order but for a list that has to travel to
 * every server like any other data.
 */

import type { CredentialFault } from '../scenario/faults/security.js';
import { hashString, mix } from '../scenario/randomness.js';
import { KIND } from '../trace/recorder.js';
import type { Kernel } from './kernel.js';
import type { Context, Credential, Node, Request } from './node.js';
import type { NodeHost } from './node-host.js';

/** An hour: longer than any run that is not about expiry. */
const LIFETIME_US = 3_600_000_000;

/** What a server finds out about a credential. */
export type CredentialState = 'valid' | 'missing' | 'forged' | 'expired' | 'revoked';

/**
 * Whether a server may serve the request: its signature, its expiry by this server's own clock, and
 * the principals whose rights this server knows to be revoked. Pure, constant time.
 */
export function verifyCredential(
  ctx: Pick<Context, 'wallUs'>,
  { credential }: Request,
  revoked?: ReadonlySet<string>,
): CredentialState {
  if (credential === undefined) return 'missing';
  const { principal, expiresUs, signature } = credential;
  if (signature !== signatureOf(principal, expiresUs)) return 'forged';
  if (ctx.wallUs() >= expiresUs) return 'expired';
  return revoked?.has(principal) === true ? 'revoked' : 'valid';
}

/** What only the issuer could compute. */
function signatureOf(principal: string, expiresUs: number): number {
  return hashString(`issuer ${principal} ${expiresUs}`);
}

/** Issues the credentials of one run, and spoils them while faults act. */
export class CredentialOffice {
  /** Faults that act on a client's credential, in the order in which they began. */
  private readonly spoiled = new Map<string, { index: number; fault: CredentialFault }[]>();
  private changes = 0;

  /** @param isOpen whether the system asks for credentials at all. */
  constructor(private readonly isOpen: boolean) {}

  /** The request as the client sends it. */
  sign(kernel: Kernel, host: NodeHost, request: Request): Request {
    if (!this.isOpen) return request;
    const principal = host.name;
    const { nowUs } = kernel;
    const spoiling = this.spoiled.get(principal)?.at(-1);
    const state = spoiling?.fault.state;
    const expiresUs = state === 'expired' ? nowUs : nowUs + LIFETIME_US;
    const signature = signatureOf(principal, expiresUs);
    if (spoiling !== undefined) {
      const name = kernel.trace.intern(`${spoiling.fault.id} ${state}`);
      kernel.faults.tookEffect([spoiling.index]);
      kernel.trace.add(KIND.credential, nowUs, host.index, -1, name, request.id, 0);
    }
    const credential: Credential = {
      principal,
      expiresUs,
      signature: state === 'forged' ? mix(signature, 1) >>> 0 : signature,
    };
    return { ...request, credential };
  }

  spoil(kernel: Kernel, fault: CredentialFault, index: number): void {
    this.spoiled.set(fault.client, [...this.faultsOf(fault.client), { index, fault }]);
    if (this.isOpen && fault.state === 'revoked') this.tell(kernel, fault, 'revoked');
  }

  restore(kernel: Kernel, fault: CredentialFault, index: number): void {
    const others = this.faultsOf(fault.client).filter((one) => one.index !== index);
    this.spoiled.set(fault.client, others);
    const isRevoked = others.some((one) => one.fault.state === 'revoked');
    if (this.isOpen && fault.state === 'revoked' && !isRevoked) {
      this.tell(kernel, fault, 'restored');
    }
  }

  private faultsOf(client: string): { index: number; fault: CredentialFault }[] {
    return this.spoiled.get(client) ?? [];
  }

  /** One server hears of the change; to tell the others is what the system is for. */
  private tell(
    kernel: Kernel,
    { id, client }: CredentialFault,
    state: 'revoked' | 'restored',
  ): void {
    const serial = ++this.changes;
    const servers = kernel.hosts.filter((host) => host.isServer);
    const first = hashString(id) % servers.length;
    const inTurn = [...servers.slice(first), ...servers.slice(0, first)];
    const told = inTurn.find((host) => host.isUp && host.pausedBy.size === 0);
    if (told === undefined) return;
    const node = told.node as Node;
    kernel.notify(told, `${told.name}/${told.incarnation} ${id} ${state}`, (context) =>
      node.access?.(context, { principal: client, state, serial }),
    );
  }
}
