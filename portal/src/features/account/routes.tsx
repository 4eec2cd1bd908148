import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { publicRoute } from '@/frame/routes.tsx';
import { searchOf, text } from '@/search.ts';

const word = text(2000);

export const accountRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'login',
    validateSearch: searchOf({ next: word, error: word }),
    component: lazyRouteComponent(() => import('./login-page.tsx'), 'LoginPage'),
  }),
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'register',
    validateSearch: searchOf({ next: word, invite: word }),
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
