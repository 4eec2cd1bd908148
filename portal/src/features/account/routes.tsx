import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { publicRoute } from '@/frame/routes.tsx';

const text = z.string().max(2000).optional().catch(undefined);

export const accountRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'login',
    validateSearch: z.object({ next: text, error: text }),
    component: lazyRouteComponent(() => import('./login-page.tsx'), 'LoginPage'),
  }),
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'register',
    validateSearch: z.object({ next: text, invite: text }),
    component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'invite/$code',
    beforeLoad: ({ params }) => {
      throw redirect({ href: `/register?invite=${encodeURIComponent(params.code)}`, replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'forgot',
    component: lazyRouteComponent(() => import('./forgot-page.tsx'), 'ForgotPage'),
  }),
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'reset',
    component: lazyRouteComponent(() => import('./reset-page.tsx'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'verify',
    component: lazyRouteComponent(() => import('./verify-page.tsx'), 'VerifyPage'),
  }),
] as const;
