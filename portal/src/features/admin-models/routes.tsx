import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';
import { flag, oneOf, searchOf, text } from '@/search.ts';

const word = text(200);

export const adminModelRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'models',
    validateSearch: searchOf({
      q: word,
      maker: word,
      state: oneOf(['none', 'own', 'list', 'upstream', 'changed', 'retired']),
      /** Those too that no channel serves. */
      all: flag,
      /** The model whose sheet is open. */
      open: word,
      tab: oneOf(['price', 'facts', 'history']),
    }),
    component: lazyRouteComponent(() => import('./models-page.tsx'), 'AdminModelsPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'groups',
    component: lazyRouteComponent(() => import('./groups-page.tsx'), 'AdminGroupsPage'),
  }),
] as const;
