import { z } from 'zod';
import { idParams } from '../fields.ts';
import { found } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { bareKey } from './token-view.ts';

const idsBody = z.strictObject({ ids: z.array(z.number().int().min(1)).min(1).max(100) });

const keyRoute = defineRoute({
  method: 'POST',
  path: '/api/token/:id/key',
  auth: 'user',
  owner: 'confirmed',
  rows: ['R183'],
  summary: { en: 'Get the whole key of a token', vi: 'Lấy khóa đầy đủ của token' },
  params: idParams,
  body: z.strictObject({}),
  reply: z.object({ key: z.string().describe('Without "sk-"') }),
  handler: async ({ caller, params }, { store }) => {
    const owner = caller.user.id;
    const key = found(await store.tokens.reveal({ user: owner }, params.id, owner), 'record');
    return { key: bareKey(key) };
  },
});

const keysRoute = defineRoute({
  method: 'POST',
  path: '/api/token/batch/keys',
  auth: 'user',
  owner: 'confirmed',
  rows: ['R183'],
  summary: { en: 'Get the whole keys of several tokens', vi: 'Lấy khóa đầy đủ của nhiều token' },
  body: idsBody,
  reply: z.object({ keys: z.record(z.string(), z.string()) }),
  handler: async ({ caller, body }, { store }) => {
    const owner = caller.user.id;
    const keys: Record<string, string> = {};
    for (const id of new Set(body.ids)) {
      const key = await store.tokens.reveal({ user: owner }, id, owner);
      if (key !== undefined) keys[id] = bareKey(key);
    }
    return { keys };
  },
});

const removeRoute = defineRoute({
  method: 'POST',
  path: '/api/token/batch',
  auth: 'user',
  rows: ['R189'],
  summary: { en: 'Delete several tokens', vi: 'Xóa nhiều token' },
  body: idsBody,
  reply: z.number().int().describe('How many were deleted'),
  handler: async ({ caller, body }, { store }) =>
    store.tokens.remove({ user: caller.user.id }, [...new Set(body.ids)], caller.user.id),
});

export const tokenBatchRoutes = [keyRoute, keysRoute, removeRoute];
