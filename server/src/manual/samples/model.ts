import { each, type Shape, text, unixSeconds } from '../shape.ts';

/** Any model, as the lists show it. */
export const modelObject = {
  id: text('gpt-4o-mini', /^\S+$/),
  object: 'model',
  created: unixSeconds(1767225600),
  owned_by: text('openai', /^\S+$/),
  supported_endpoint_types: each(text('openai', /^[a-z-]+$/)),
  type: 'model',
  display_name: text('gpt-4o-mini', /./),
  created_at: text('2026-01-01T00:00:00Z', /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
};

/** The list of them, on one page. */
export const modelList: Shape = {
  success: true,
  object: 'list',
  data: each(modelObject),
  has_more: false,
  first_id: modelObject.id,
  last_id: modelObject.id,
};
