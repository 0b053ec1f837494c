/**
 * What the name of a model asks of an order of commits, as the verifier understands it.
 */

/** From weak to strong. */
export const AXIOMS = [
  'read-committed',
  'monotonic-atomic-view',
  'read-atomic',
  'causal',
  'prefix',
  'snapshot-isolation',
  'serializable',
] as const;

/** What transactions must have seen, and which order commits respect besides. */
export interface ClaimedModel {
  readonly axiom: (typeof AXIOMS)[number];
  readonly order: 'none' | 'session' | 'realtime';
}

/** The claim behind a name of the lattice; `undefined` for those that no order shows. */
export function claimedModel(name: string): ClaimedModel | undefined {
  const session = /^strong-session-(.*)$/.exec(name);
  const strong = /^strong-(.*)$/.exec(name);
  const base = session?.[1] ?? strong?.[1] ?? name;
  const order = session !== null ? 'session' : strong !== null ? 'realtime' : 'none';
  const axiom = AXIOMS.find((one) => one === (base === 'causal-cerone' ? 'causal' : base));
  if (axiom === undefined || name === 'causal') return undefined;
  return { axiom, order };
}
