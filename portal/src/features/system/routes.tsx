import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute } from '@/frame/routes.tsx';

const text = z.string().max(320).optional().catch(undefined);

export const systemRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'system',
    validateSearch: z.object({
      tab: z.enum(['announcements', 'ledger', 'backup']).optional().catch(undefined),
      /** Settings are found by it. */
      search: text,
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
    validateSearch: z.object({
      user: text,
      action: text,
      object: text,
      from: text,
      to: text,
      page: z.number().int().min(1).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
] as const;
