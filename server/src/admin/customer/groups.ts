import { z } from 'zod';
import type { Group, User } from '../../spec/records.ts';
import { defineRoute } from '../route.ts';

/** Groups whose price and channels this viewer may choose: the open ones and the user's own. */
export const usableGroups = (groups: readonly Group[], viewer: User | undefined): readonly Group[] =>
  groups.filter((group) => group.open || group.name === viewer?.group);

const reply = z.record(z.string(), z.object({ ratio: z.number(), desc: z.string() }));

const shown = (groups: readonly Group[]) =>
  Object.fromEntries(
    groups.map((group) => [group.name, { ratio: Number(group.ratio), desc: group.description }]),
  );

export const groupRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/user/self/groups',
    auth: 'user',
    summary: { en: 'Groups that your keys may use', vi: 'Các nhóm mà khóa của bạn được dùng' },
    reply,
    handler: async ({ caller }, deps) => shown(usableGroups(deps.catalogue().groups, caller.user)),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/user/groups',
    auth: 'nobody',
    summary: { en: 'Groups open to everybody', vi: 'Các nhóm mở cho mọi người' },
    reply,
    handler: async ({ caller }, deps) => shown(usableGroups(deps.catalogue().groups, await caller.viewer())),
  }),
];
