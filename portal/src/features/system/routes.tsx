import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf, text, whole } from '@/search.ts';

const word = text(320);

export const systemRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'system',
    validateSearch: searchOf({
      tab: oneOf(['announcements', 'ledger', 'backup']),
      /** Settings are found by it. */
      search: word,
    }),
    component: lazyRouteComponent(() => import('./system-page.tsx'), 'SystemPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'ledger',
    beforeLoad: () => {
      throw redirect({ to: '/admin/system', search: { tab: 'ledger' } });
    },
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'audit',
    validateSearch: searchOf({
      user: word,
      action: word,
      object: word,
      from: word,
      to: word,
      page: whole(),
    }),
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
] as const;
