import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute, consoleRoute } from '@/frame/routes.tsx';
import { kinds } from './types.ts';

const name = z.string().max(200).optional().catch(undefined);
const search = z.object({
  kind: z.enum(kinds).optional().catch(undefined),
  state: z.enum(['open', 'succeeded', 'failed', 'cancelled']).optional().catch(undefined),
  maker: name,
  model: name,
  key: z.number().int().positive().optional().catch(undefined),
  view: z.literal('list').optional().catch(undefined),
  task: name,
});

export const taskRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'tasks',
    validateSearch: search,
    component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
  }),
] as const;

export const adminTaskRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'tasks',
    validateSearch: search.extend({ user: name, channel: name }),
    component: lazyRouteComponent(() => import('./admin-tasks-page.tsx'), 'AdminTasksPage'),
  }),
] as const;
