import { queryPage } from '../../samples/replicate.ts';

export default queryPage('flux-replicate', 'R111');
