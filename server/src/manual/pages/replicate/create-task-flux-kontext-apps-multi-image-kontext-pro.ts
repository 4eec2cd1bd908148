import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('flux-kontext-apps/multi-image-kontext-pro', {
  slug: 'create-task-flux-kontext-apps-multi-image-kontext-pro',
  rows: ['R245'],
});
