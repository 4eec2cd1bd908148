export { filmPrices, imagePrices } from './credits.ts';
export { readRunwayFault } from './faults.ts';
export { runwayPort, version } from './port.ts';
export { createRunwaySimulator } from './simulator/index.ts';
