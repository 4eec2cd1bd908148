import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute, consoleRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf, text, whole } from '@/search.ts';
import { kinds } from './types.ts';

const name = text(200);
const shape = {
  kind: oneOf(kinds),
  state: oneOf(['open', 'succeeded', 'failed', 'cancelled']),
  maker: name,
  model: name,
  key: whole(),
  view: oneOf(['list']),
  task: name,
};

export const taskRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'tasks',
    validateSearch: searchOf(shape),
    component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
  }),
] as const;

export const adminTaskRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'tasks',
    validateSearch: searchOf({ ...shape, user: name, channel: name }),
    component: lazyRouteComponent(() => import('./admin-tasks-page.tsx'), 'AdminTasksPage'),
  }),
] as const;
