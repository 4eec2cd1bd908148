import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '@/frame/routes.tsx';
import { flag, oneOf, searchOf, text, whole } from '@/search.ts';

export const keyRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'keys',
    validateSearch: searchOf({
      search: text(100),
      page: whole(),
      /** The form of a new key is open. */
      create: flag,
      /** The key that is opened, and for what. */
      key: whole(0),
      for: oneOf(['edit', 'setup']),
    }),
    component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
  }),
] as const;
