import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { usableGroups } from './groups.ts';

export const modelRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/user/models',
    auth: 'user',
    rows: ['R185'],
    summary: {
      en: 'Names of the models in all groups that you may use',
      vi: 'Tên các model trong mọi nhóm mà bạn được dùng',
    },
    reply: z.array(z.string()),
    handler: async ({ caller }, deps) => {
      const catalogue = deps.catalogue();
      const names = new Set<string>();
      for (const group of usableGroups(catalogue.groups, caller.user))
        for (const model of catalogue.modelsOf(group.name, 'live')) names.add(model.id);
      return [...names].sort();
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/models',
    auth: 'user',
    rows: ['R185'],
    summary: {
      en: 'Known models by number of their provider',
      vi: 'Các model đã biết theo số của nhà cung cấp',
    },
    reply: z.record(z.string(), z.array(z.string())),
    handler: async (_ask, deps) =>
      Object.fromEntries(
        deps.providers.map(({ manifest }, index) => [index + 1, manifest.models.map((model) => model.id)]),
      ),
  }),
];
