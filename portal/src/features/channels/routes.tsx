import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute } from '@/frame/routes.tsx';

export const channelRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'channels',
    validateSearch: z.object({
      /** A part of a name, a provider or a model. */
      search: z.string().max(200).optional().catch(undefined),
      show: z.enum(['trouble', 'enabled', 'disabled']).optional().catch(undefined),
      /** The channel that is opened; 0: a new one. */
      channel: z.number().int().min(0).optional().catch(undefined),
      tab: z.enum(['settings', 'keys', 'test']).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./channels-page.tsx'), 'ChannelsPage'),
  }),
] as const;
