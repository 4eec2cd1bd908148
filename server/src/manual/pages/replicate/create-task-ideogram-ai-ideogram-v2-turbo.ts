import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('ideogram-ai/ideogram-v2-turbo', {
  slug: 'create-task-ideogram-ai-ideogram-v2-turbo',
  rows: ['R235'],
});
