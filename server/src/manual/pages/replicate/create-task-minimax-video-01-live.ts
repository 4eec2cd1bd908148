import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('minimax/video-01-live', {
  slug: 'create-task-minimax-video-01-live',
  rows: ['R237'],
});
