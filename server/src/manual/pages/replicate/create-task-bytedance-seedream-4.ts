import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('bytedance/seedream-4', {
  slug: 'create-task-bytedance-seedream-4',
  rows: ['R254'],
});
