import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf, text, whole } from '@/search.ts';

export const channelRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'channels',
    validateSearch: searchOf({
      /** A part of a name, a provider or a model. */
      search: text(200),
      show: oneOf(['trouble', 'enabled', 'disabled']),
      /** The channel that is opened; 0: a new one. */
      channel: whole(0),
      tab: oneOf(['settings', 'keys', 'test']),
    }),
    component: lazyRouteComponent(() => import('./channels-page.tsx'), 'ChannelsPage'),
  }),
] as const;
