import { GatewayError } from '../spec/fault.ts';
import { findModel } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The fault for a model that its maker has ended: it names what follows it. A channel that serves the name all the same is
 * the operator's word (another maker's server, or a mapping to the successor), and counts.
 */
export function retiredFault(snapshot: Snapshot, name: string, now: number): GatewayError | undefined {
  const model = findModel(snapshot, name)?.model;
  const retired = model?.fact?.retired;
  if (!model || !retired || Date.parse(retired.on) > now) return undefined;
  const isMapped = [...snapshot.outlets.values()].some(
    ({ channel }) => channel.status === 'enabled' && model.name in channel.models,
  );
  if (isMapped) return undefined;
  return new GatewayError(
    'model_retired',
    `the model '${name.slice(0, 100)}' was ended by its maker on ${retired.on}${retired.successor === undefined ? '' : `; use '${retired.successor}' in its place, the request may stay as it is`}`,
    { param: 'model' },
  );
}
