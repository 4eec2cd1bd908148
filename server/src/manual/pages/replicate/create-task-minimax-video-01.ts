import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('minimax/video-01', {
  slug: 'create-task-minimax-video-01',
  rows: ['R238'],
});
