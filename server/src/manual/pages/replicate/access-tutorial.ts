import { tutorialPage } from '../../samples/replicate-guide.ts';

export default tutorialPage('replicate', 'R221');
