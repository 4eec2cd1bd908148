import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { publicRoute } from '@/frame/routes.tsx';
import { sorts, units } from './catalogue.ts';

const word = z.coerce.string().max(200).optional().catch(undefined);
const yes = z.boolean().optional().catch(undefined);
const number = z.coerce.number().min(0).optional().catch(undefined);

const list = {
  q: word,
  maker: word,
  kind: word,
  dialect: word,
  ability: word,
  context: number,
  most: number,
  all: yes,
  group: word,
  sort: z.enum(sorts).optional().catch(undefined),
  down: yes,
};

/** The list stands at its index: a splat would answer for the bare address too. */
const modelsRoute = createRoute({ getParentRoute: () => publicRoute, path: '/models' });

const modelRoutes = [
  createRoute({
    getParentRoute: () => modelsRoute,
    path: '/',
    validateSearch: z.object({ ...list, view: z.enum(['cards', 'table']).optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./models-page.tsx'), 'ModelsPage'),
  }),
  // Names of models hold slashes.
  createRoute({
    getParentRoute: () => modelsRoute,
    path: '$',
    validateSearch: z.object({ group: word, endpoint: word, code: word }),
    component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
  }),
] as const;

export const catalogueRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: '/pricing',
    validateSearch: z.object({ ...list, unit: z.enum(units).optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./pricing-page.tsx'), 'PricingPage'),
  }),
  modelsRoute.addChildren([...modelRoutes]),
] as const;
