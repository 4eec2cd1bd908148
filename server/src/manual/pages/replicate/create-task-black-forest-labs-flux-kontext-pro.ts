import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('black-forest-labs/flux-kontext-pro', {
  slug: 'create-task-black-forest-labs-flux-kontext-pro',
  rows: ['R242'],
});
