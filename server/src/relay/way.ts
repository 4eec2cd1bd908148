import type { CallKind } from '../spec/call.ts';
import type { RelayEndpoint } from '../spec/dialect.ts';
import type { ChatPort, EmbeddingPort, NativeWire, Provider } from '../spec/provider.ts';

/**
 * How a provider can serve an endpoint: `bytes`, when it speaks the client's wire, or by way of the canonical form of
 * the kind, in the first of its wires that has one and serves the model.
 */
export type Way =
  | { readonly by: 'bytes'; readonly wireId: string; readonly wire: NativeWire }
  | { readonly by: 'chat'; readonly wireId: string; readonly wire: NativeWire; readonly port: ChatPort }
  | {
      readonly by: 'embedding';
      readonly wireId: string;
      readonly wire: NativeWire;
      readonly port: EmbeddingPort;
    };

/** Undefined: this provider cannot serve the endpoint for the model. `kinds`: what the model answers; absent: anything. */
export function wayOf(
  provider: Provider,
  dialectWire: string,
  endpoint: Pick<RelayEndpoint, 'name' | 'kind' | 'chat' | 'embedding'>,
  upstreamModel: string,
  kinds: readonly CallKind[] | undefined,
): Way | undefined {
  const wire = provider.wires[dialectWire];
  if (
    wire?.paths[endpoint.name] !== undefined &&
    wire.serves?.(upstreamModel, endpoint.name) !== false &&
    (kinds === undefined || kinds.includes(endpoint.kind))
  )
    return { by: 'bytes', wireId: dialectWire, wire };
  if (endpoint.chat && (kinds === undefined || kinds.includes('chat'))) {
    for (const wireId in provider.wires) {
      const other = provider.wires[wireId]!;
      // The endpoint is not asked for by name: what is converted goes to the wire's own chat endpoint.
      if (other.chat && other.serves?.(upstreamModel, 'chat') !== false)
        return { by: 'chat', wireId, wire: other, port: other.chat };
    }
  }
  if (endpoint.embedding && (kinds === undefined || kinds.includes('embedding'))) {
    for (const wireId in provider.wires) {
      const other = provider.wires[wireId]!;
      if (other.embedding) return { by: 'embedding', wireId, wire: other, port: other.embedding };
    }
  }
  return undefined;
}
