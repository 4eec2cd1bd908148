import { queryPage } from '../../samples/replicate.ts';

export default queryPage('replicate', 'R223');
