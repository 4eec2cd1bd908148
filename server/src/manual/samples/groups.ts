import { type CallRef, management } from '../page.ts';
import { each, mapped, type Shape, text, Varying } from '../shape.ts';

/** What the pages on groups and prices share. */

export const ownGroups: CallRef = { dialect: management, method: 'GET', route: '/api/user/self/groups' };

/** A factor: from 0, not always whole. */
export const factor = (sample: number): Varying =>
  new Varying(sample, (value, where) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? []
      : [`${where} is ${JSON.stringify(value)}, not a factor`],
  );

/** Groups by name, as those who call see them. */
export const namedGroups = mapped('default', { ratio: factor(1), desc: text('Default', /^/) });

const names = each(text('default', /^\S+$/));

/** What `GET /api/pricing` answers. */
export const priceList: Shape = {
  success: true,
  data: each({
    model_name: text('gpt-4o-mini', /^\S+$/),
    description: '',
    icon: '',
    tags: text('chat', /^\S+$/),
    vendor_id: 1,
    quota_type: 0,
    model_ratio: factor(0.075),
    model_price: factor(0),
    owner_by: text('openai', /^\S+$/),
    completion_ratio: factor(4),
    cache_ratio: factor(0.5),
    enable_groups: names,
    supported_endpoint_types: each(text('openai', /^[a-z-]+$/)),
  }),
  vendors: each({ id: 1, name: text('openai', /^\S+$/), icon: '' }),
  group_ratio: mapped('default', factor(1)),
  usable_group: mapped('default', text('Default', /^/)),
  supported_endpoint: mapped('openai', {
    path: text('/v1/chat/completions', /^\/v1/),
    method: 'POST',
  }),
  auto_groups: [],
  pricing_version: text('f7f7448899d53cb96920109092a82ad3671b6f344337dea4302e69f0daf021b8', /^[0-9a-f]{64}$/),
};
