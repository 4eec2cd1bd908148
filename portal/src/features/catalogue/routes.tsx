import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { publicRoute } from '@/frame/routes.tsx';
import { amount, flag, oneOf, searchOf, text } from '@/search.ts';
import { sorts, units } from './catalogue.ts';

const word = text(200);
const yes = flag;
const number = amount();

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
  sort: oneOf(sorts),
  down: yes,
};

/** The list stands at its index: a splat would answer for the bare address too. */
const modelsRoute = createRoute({ getParentRoute: () => publicRoute, path: '/models' });

const modelRoutes = [
  createRoute({
    getParentRoute: () => modelsRoute,
    path: '/',
    validateSearch: searchOf({ ...list, view: oneOf(['cards', 'table']) }),
    component: lazyRouteComponent(() => import('./models-page.tsx'), 'ModelsPage'),
  }),
  // Names of models hold slashes.
  createRoute({
    getParentRoute: () => modelsRoute,
    path: '$',
    validateSearch: searchOf({ group: word, endpoint: word, code: word }),
    component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
  }),
] as const;

export const catalogueRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: '/pricing',
    validateSearch: searchOf({ ...list, unit: oneOf(units) }),
    component: lazyRouteComponent(() => import('./pricing-page.tsx'), 'PricingPage'),
  }),
  modelsRoute.addChildren([...modelRoutes]),
] as const;
