export { createResponsesSimulator, type ResponsesSimulatorOptions } from './responses-simulator.ts';
