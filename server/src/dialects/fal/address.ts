import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';

/** What stands behind a request's id; '' is the result. */
export type Question = '' | 'status' | 'status/stream' | 'cancel';

/** A path of fal's, taken apart: a model to run, or a question about a request. */
export type Address =
  | { readonly what: 'model'; readonly model: string }
  | { readonly what: 'request'; readonly id: string; readonly question: Question };

const longestModel = 256;

/**
 * Takes a path apart: 'fal-ai/veo3/fast' or 'fal-ai/veo3/requests/task_…/status'. Which model stands before the id does not
 * matter. Throws endpoint_unknown for what is neither.
 */
export function addressOf(path: string): Address {
  const plain = path.replace(/^\/+|\/+$/g, '');
  const [, id, question = ''] =
    /(?:^|\/)requests\/([^/]+)(?:\/(status\/stream|status|cancel|response))?$/.exec(plain) ?? [];
  if (id !== undefined)
    return { what: 'request', id, question: (question === 'response' ? '' : question) as Question };
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(plain) || plain.length > longestModel)
    throw new GatewayError('endpoint_unknown', 'the path is that of no model and of no request');
  return { what: 'model', model: plain };
}

/** Where fal's requests about the model are: owner and app behind the gateway's own path. */
export function requestPath(model: string, id: string): string {
  const steps = model.split('/');
  const isNamed = steps[0] === 'workflows' || steps[0] === 'comfy';
  const app = steps.slice(0, isNamed ? 3 : 2).join('/');
  return `${app.startsWith('fal-ai/') ? '' : '/fal'}/${app}/requests/${id}`;
}

/** A request as fal would see it, whichever way it came. */
export type Target = {
  readonly path: string;
  readonly query: string;
  /** 'queue': taken at once. 'run': answered when it is done. 'rest': uploads, tokens and the like. */
  readonly service: 'queue' | 'run' | 'rest';
};

const services: Readonly<Record<string, Target['service']>> = {
  'queue.fal.run': 'queue',
  'fal.run': 'run',
  'rest.fal.ai': 'rest',
  'rest.alpha.fal.ai': 'rest',
};

/** What fal's own clients ask a proxy for (`proxyUrl`): the address that they would have sent it to. */
export function proxied(head: RequestHead): Target {
  const header = head.headers['x-fal-target-url'];
  const text = typeof header === 'string' ? header : '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const service = url && services[url.hostname];
  if (!url || !service || !/^https?:$/.test(url.protocol))
    throw new GatewayError(
      'field_invalid',
      `x-fal-target-url must be an address at ${Object.keys(services).join(', ')}: set this path as proxyUrl of fal's client`,
      { param: 'x-fal-target-url' },
    );
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    throw new GatewayError('endpoint_unknown', 'the path is that of no model and of no request');
  }
  return { path: path.slice(1), query: url.search.slice(1), service };
}
