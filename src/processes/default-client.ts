/**
 * The client of who names none: each operation is a `POST /<function>` with the key and the value
 * in JSON, and the response's JSON is the answer. A refused connection or a status from 400 to 499
 * says that it did not happen; anything else that is not a success leaves it open.
 */

import type { Answer, Request as Operation } from '../simulator/node.js';
import type { Value } from '../history/value.js';
import type { ProcessClient } from './program.js';

/** Asks the server whose number is the client's, among as many as there are. */
export async function defaultClient(
  { id, f, key = null, value }: Operation,
  { self, servers }: ProcessClient,
): Promise<Answer> {
  const server = servers[Number(self.slice(1)) % servers.length];
  let response: Response;
  try {
    response = await fetch(`http://${server}/${encodeURIComponent(f)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, key, value }),
    });
  } catch (error) {
    if (isRefusal(error)) return { type: 'fail', error: 'connection refused' };
    throw error;
  }
  const text = await response.text();
  if (response.ok) return { type: 'ok', value: text === '' ? null : (JSON.parse(text) as Value) };
  const error = text === '' ? response.status : text;
  return response.status < 500 ? { type: 'fail', error } : { type: 'info', error };
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false;
  return (error.cause as { readonly code?: unknown } | undefined)?.code === 'ECONNREFUSED';
}
