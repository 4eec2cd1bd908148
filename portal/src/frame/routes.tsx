import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { queries, sessionQuery } from '@/api/queries.ts';
import { NoPermission, RouteError } from '@/components/states.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import { NotFound } from './not-found.tsx';
import { PublicFrame } from './public-frame.tsx';
import { Root } from './root.tsx';
import { isOperator, useUser } from './site.ts';

/** The frames that pages stand in. A feature's routes name one of them as their parent. */

export const rootRoute = createRootRoute({
  component: Root,
  errorComponent: RouteError,
  notFoundComponent: NotFound,
});

/** For everybody: home, pricing, models, status, the manual, the ways in. */
export const publicRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'public',
  component: PublicFrame,
});

const signedIn = async (href: string) => {
  const { user } = await queries.ensureQueryData(sessionQuery);
  if (!user) throw redirect({ href: `/login?next=${encodeURIComponent(href)}` });
  return user;
};

/** For who is signed in; others are sent to log in and come back. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'console',
  beforeLoad: async ({ location }) => {
    await signedIn(location.href);
  },
  component: ConsoleFrame,
});

/** For operators. */
export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'admin',
  beforeLoad: async ({ location }) => {
    await signedIn(location.href);
  },
  component: function AdminFrame() {
    return <ConsoleFrame>{isOperator(useUser()) ? <Outlet /> : <NoPermission />}</ConsoleFrame>;
  },
});
