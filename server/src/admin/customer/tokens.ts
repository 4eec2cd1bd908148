import { z } from 'zod';
import type { AdminDeps } from '../deps.ts';
import { idParams } from '../fields.ts';
import { newKey } from '../new-key.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { readSetting, settings } from '../settings.ts';
import { pageAnswer, pageQuery, pageReply, pagingOf } from './paging.ts';
import { changedTokenBody, newTokenBody, tokenFields } from './token-input.ts';
import { isExpired, isUsedUp, tokenReply, tokenView } from './token-view.ts';

/** Wire facts: the key management calls of the new-api family, in their paged form. */

const listRoute = defineRoute({
  method: 'GET',
  path: '/api/token',
  auth: 'user',
  rows: ['R183'],
  summary: { en: 'Get token list', vi: 'Lấy danh sách token' },
  query: z.object(pageQuery),
  reply: pageReply(tokenReply),
  handler: async ({ caller, query }, { store, clock }) => {
    const paging = pagingOf(query);
    const page = await store.tokens.list({ owner: caller.user.id }, paging);
    return pageAnswer(paging, page, (token) => tokenView(token, clock.now()));
  },
});

const addRoute = defineRoute({
  method: 'POST',
  path: '/api/token',
  auth: 'user',
  owner: 'present',
  rows: ['R184'],
  summary: { en: 'Add new token', vi: 'Thêm token mới' },
  body: newTokenBody,
  reply: tokenReply,
  handler: async ({ caller, body }, deps) => {
    const { store, clock } = deps;
    const fields = await tokenFields(deps, caller.user, body);
    const most = await readSetting(store, settings.tokensPerUser);
    if ((await store.tokens.countOf(caller.user.id)) >= most)
      throw new Refusal(
        'refused',
        `you have the most keys that an account may have (${most}): delete one first`,
      );
    const key = newKey(body.mode);
    const made = await store.tokens.create(
      { user: caller.user.id },
      { ...fields, userId: caller.user.id, key, mode: body.mode },
    );
    if ('refused' in made) throw new Refusal('refused', made.refused);
    return tokenView(made, clock.now(), key);
  },
});

const oneRoute = defineRoute({
  method: 'GET',
  path: '/api/token/:id',
  auth: 'user',
  rows: ['R183'],
  summary: { en: 'Get one token', vi: 'Lấy một token' },
  params: idParams,
  reply: tokenReply,
  handler: async ({ caller, params }, { store, clock }) =>
    tokenView(found(await store.tokens.byId(params.id, caller.user.id), 'record'), clock.now()),
});

const words = { 1: 'enabled', 2: 'disabled' } as const;

/** 3 and 4 are computed, so nobody sets them; a dead key is first mended, then enabled. */
async function changeStatus(deps: AdminDeps, owner: number, id: number, status: number | undefined) {
  if (status !== 1 && status !== 2)
    throw new Refusal('field_invalid', 'status: must be 1 (enabled) or 2 (disabled)');
  const { store, clock } = deps;
  const token = found(await store.tokens.byId(id, owner), 'record');
  if (status === 1 && isExpired(token, clock.now()))
    throw new Refusal(
      'refused',
      'this token has expired: change its expiry date first, or let it never expire',
    );
  if (status === 1 && isUsedUp(token))
    throw new Refusal('refused', 'the quota of this token is used up: raise it first, or make it unlimited');
  return store.tokens.update({ user: owner }, id, owner, { status: words[status] });
}

const changeRoute = defineRoute({
  method: 'PUT',
  path: '/api/token',
  auth: 'user',
  rows: ['R187'],
  summary: { en: 'Modify token', vi: 'Sửa token' },
  query: z.object({
    status_only: z.string().optional().describe('Not empty: only the status changes'),
  }),
  body: changedTokenBody,
  reply: tokenReply,
  handler: async ({ caller, query, body }, deps) => {
    const owner = caller.user.id;
    if (query.status_only) {
      const token = await changeStatus(deps, owner, body.id, body.status);
      return tokenView(found(token, 'record'), deps.clock.now());
    }
    const before = found(await deps.store.tokens.byId(body.id, owner), 'record');
    if (body.mode && body.mode !== before.mode)
      throw new Refusal('refused', 'the mode of a key cannot change: add a new key');
    const fields = await tokenFields(deps, caller.user, body);
    const token = await deps.store.tokens.update({ user: owner }, body.id, owner, fields);
    return tokenView(found(token, 'record'), deps.clock.now());
  },
});

/** A name as the store takes it: exact, or a pattern with at most two `%` and at least two other characters. */
function namePattern(keyword: string): string {
  const wildcards = keyword.split('%').length - 1;
  if (wildcards === 0) return keyword;
  if (wildcards > 2) throw new Refusal('field_invalid', 'keyword: at most two % are allowed');
  if (keyword.length - wildcards < 2)
    throw new Refusal('field_invalid', 'keyword: besides % at least two characters are needed');
  return keyword;
}

/** Keys are stored hashed, so only a whole key finds its token. */
function wholeKey(text: string): string {
  if (text.includes('%'))
    throw new Refusal('field_invalid', 'token: keys are stored hashed, so only a whole key can be found');
  return text.startsWith('sk-') ? text : `sk-${text}`;
}

const searchRoute = defineRoute({
  method: 'GET',
  path: '/api/token/search',
  auth: 'user',
  rows: ['R188'],
  summary: { en: 'Search token', vi: 'Tìm token' },
  limit: { calls: 10, perMs: 60_000 },
  query: z.object({
    ...pageQuery,
    keyword: z.string().max(200).default('').describe('The name; with % a pattern'),
    token: z.string().max(200).default('').describe('The whole key, with or without sk-'),
  }),
  reply: pageReply(tokenReply),
  handler: async ({ caller, query }, { store, clock }) => {
    const paging = pagingOf(query);
    const filter = {
      owner: caller.user.id,
      ...(query.keyword ? { search: namePattern(query.keyword) } : {}),
      ...(query.token ? { key: wholeKey(query.token) } : {}),
    };
    const page = await store.tokens.list(filter, paging);
    return pageAnswer(paging, page, (token) => tokenView(token, clock.now()));
  },
});

const deleteRoute = defineRoute({
  method: 'DELETE',
  path: '/api/token/:id',
  auth: 'user',
  rows: ['R189'],
  summary: { en: 'Delete token', vi: 'Xóa token' },
  params: idParams,
  reply: z.undefined(),
  handler: async ({ caller, params }, { store }) => {
    const removed = await store.tokens.remove({ user: caller.user.id }, [params.id], caller.user.id);
    if (removed === 0) throw new Refusal('not_found', 'record not found');
    return undefined;
  },
});

export const tokenRoutes = [listRoute, addRoute, oneRoute, changeRoute, searchRoute, deleteRoute];
