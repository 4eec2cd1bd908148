export { readLumaFault } from './faults.ts';
export { lumaPort } from './official.ts';
export { lumaRelayPort } from './relay.ts';
export { createLumaSimulator } from './simulator/official.ts';
export { createLumaRelaySimulator } from './simulator/relay.ts';
