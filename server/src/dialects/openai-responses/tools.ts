import { createHash } from 'node:crypto';
import { isObject, type Json, objectOf, stringIn, textsIn } from '../../base/json.ts';
import { topLevelSpans } from '../../base/json-span.ts';
import type { HostedTool, Tool, ToolChoice } from '../../spec/chat.ts';
import { toolsOf, wire } from './items.ts';

/** Longest name of a tool that every wire takes. */
const longestName = 64;

/**
 * The one name that a tool of a namespace has at an upstream without namespaces. The same in every turn, so that
 * calls in the history keep it. OpenAI gives a plain function that a tool search found a namespace of its own name.
 */
export function flatName(namespace: unknown, name: string): string {
  if (typeof namespace !== 'string' || namespace === '' || namespace === name) return name;
  const flat = `${namespace}${namespace.endsWith('__') ? '' : '__'}${name}`;
  if (flat.length <= longestName) return flat;
  const hash = createHash('sha256').update(flat).digest('hex').slice(0, 12);
  return `${flat.slice(0, longestName - hash.length - 1)}_${hash}`;
}

/** The client's own words for a tool. */
export type Place = { readonly name: string; readonly namespace?: string };

const dated = (type: string, name: string) => type === name || type.startsWith(`${name}_`);

/** Tools in canonical form. Those in a namespace stand under their flat names. */
export function readTools(declared: readonly Json[], namespace?: string): Tool[] {
  return declared.flatMap((tool): Tool[] => {
    const type = stringIn(tool['type']) ?? '';
    const name = stringIn(tool['name']);
    const description = stringIn(tool['description']);
    const shared = {
      name: flatName(namespace, name ?? ''),
      ...(description === undefined ? {} : { description }),
    };
    if (type === 'function' && name !== undefined) {
      const { parameters, strict } = tool;
      return [
        {
          type: 'function',
          ...shared,
          ...(isObject(parameters) ? { parameters } : {}),
          ...(typeof strict === 'boolean' ? { strict } : {}),
        },
      ];
    }
    if (type === 'custom' && name !== undefined)
      return [{ type: 'custom', ...shared, ...(tool['format'] == null ? {} : { format: tool['format'] }) }];
    if (type === 'namespace' && Array.isArray(tool['tools']))
      return readTools(tool['tools'].filter(isObject), name);
    if (dated(type, 'web_search')) return [webSearch(tool)];
    if (type === 'code_interpreter') return [{ type: 'code' }];
    return [{ type: 'opaque', from: wire, name: type, value: tool }];
  });
}

const texts = (value: unknown): string[] | undefined => {
  const list = textsIn(value);
  return list.length === 0 ? undefined : list;
};

function webSearch(tool: Json): HostedTool {
  const effort = stringIn(tool['search_context_size']);
  const filters = objectOf(tool['filters']);
  const allowedDomains = texts(filters['allowed_domains']);
  const blockedDomains = texts(filters['blocked_domains']);
  const location: Record<string, string> = {};
  if (isObject(tool['user_location']))
    for (const name of ['country', 'region', 'city', 'timezone']) {
      const value = tool['user_location'][name];
      if (typeof value === 'string' && value !== '') location[name] = value;
    }
  return {
    type: 'web-search',
    ...(effort === undefined ? {} : { effort }),
    ...(allowedDomains ? { allowedDomains } : {}),
    ...(blockedDomains ? { blockedDomains } : {}),
    ...(Object.keys(location).length > 0 ? { location } : {}),
  };
}

/** Undefined: the client did not choose, or chose a hosted tool, which no other wire can be told. */
export function readChoice(choice: unknown): ToolChoice | undefined {
  if (choice === 'auto' || choice === 'none') return { type: choice };
  if (choice === 'required') return { type: 'any' };
  if (!isObject(choice)) return undefined;
  if (choice['type'] === 'allowed_tools' && Array.isArray(choice['tools'])) {
    const names = choice['tools'].flatMap((tool) =>
      isObject(tool) && typeof tool['name'] === 'string' ? [flatName(tool['namespace'], tool['name'])] : [],
    );
    const must = choice['mode'] === 'required';
    if (names.length > 0) return { type: 'some', names, must };
    return must ? { type: 'any' } : { type: 'auto' };
  }
  if ((choice['type'] === 'function' || choice['type'] === 'custom') && typeof choice['name'] === 'string')
    return { type: 'tool', name: flatName(choice['namespace'], choice['name']) };
  return undefined;
}

/** The client's words by flat name, for tools that stand in a namespace. Almost always empty, and then cheap. */
export function placesOf(body: Buffer): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  if (!body.includes('"namespace"')) return places;
  const spans = topLevelSpans(body);
  const field = (name: string): unknown => {
    const span = spans.get(name);
    return span ? JSON.parse(body.toString('utf8', span.start, span.end)) : undefined;
  };
  const input = body.includes('"additional_tools"') ? field('input') : undefined;
  for (const tool of toolsOf(field('tools'), input)) {
    const namespace = stringIn(tool['name']);
    if (tool['type'] !== 'namespace' || namespace === undefined || !Array.isArray(tool['tools'])) continue;
    for (const inner of tool['tools']) {
      const name = isObject(inner) ? stringIn(inner['name']) : undefined;
      if (name !== undefined) places.set(flatName(namespace, name), { name, namespace });
    }
  }
  return places;
}
