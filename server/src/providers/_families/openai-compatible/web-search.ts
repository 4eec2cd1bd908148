import type { HostedTool } from '../../../spec/chat.ts';

/** OpenAI's `web_search_options`, which its search models take. */
export const webSearchOptions = ({ effort, location }: HostedTool): Readonly<Record<string, unknown>> => ({
  web_search_options: {
    ...(effort === undefined ? {} : { search_context_size: effort }),
    ...(location === undefined ? {} : { user_location: { type: 'approximate', approximate: location } }),
  },
});
