import { tutorialPage } from '../../samples/replicate-guide.ts';

export default tutorialPage('flux-replicate', 'R109');
