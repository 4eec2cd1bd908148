import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('riffusion/riffusion', {
  slug: 'create-task-riffusion-riffusion',
  rows: ['R247'],
  way: 'both',
});
