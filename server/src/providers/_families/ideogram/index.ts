export { readIdeogramFault } from './faults.ts';
export { ideogramPort } from './port.ts';
export { createIdeogramSimulator } from './simulator/index.ts';
export { describeModel, legacyWord, upscaleModel, v3Model } from './words.ts';
