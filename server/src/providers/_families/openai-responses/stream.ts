import { isObject, type Json, objectIn, objectOf, objectsIn, textIn, wordOf } from '../../../base/json.ts';
import type { NativeWire } from '../../../spec/provider.ts';
import { type EventWire, passEvents } from '../event-stream/pass-events.ts';
import { faultOfEvent, faultOfFailed } from './faults.ts';
import { factsOf, isSearch, readUsage, searchesIn } from './usage.ts';

/** Events that tell what was produced: text of the delta counts, text of the matching `.done` event is the same again. */
const textOfDelta = (event: Json): string | undefined =>
  wordOf(event['type']).endsWith('.delta') ? textIn(event['delta']) : undefined;

/**
 * Reads a stream of this wire while its bytes pass. Only terminal events, errors and searches are parsed as they come.
 * A stream ends with response.completed or response.incomplete; there is no [DONE].
 */
export const openStream: NativeWire['openStream'] = () => {
  let searches = 0;
  const wire: EventWire = {
    special: ['response.completed', 'response.incomplete', 'response.failed', '"error"', 'web_search_call'],
    look(event) {
      switch (event['type']) {
        case 'response.completed':
        case 'response.incomplete': {
          const response = objectOf(event['response']);
          // Some servers leave `output` empty at the end.
          const found = Math.max(searches, searchesIn(objectsIn(response['output'])));
          const usage = readUsage(response['usage'], found);
          const facts = factsOf(response);
          return { ends: true, ...(usage ? { usage } : {}), ...(facts ? { facts } : {}) };
        }
        case 'response.failed':
          return { fault: faultOfFailed(objectOf(event['response'])) };
        case 'error':
          return { fault: faultOfEvent(event) };
        case 'response.output_item.done':
          if (isObject(event['item']) && isSearch(event['item'])) searches++;
          return {};
        case undefined:
          // A proxy's plain error envelope inside the stream.
          return isObject(event['error']) ? { fault: faultOfEvent(event) } : {};
        default:
          return {};
      }
    },
    textsOf(event) {
      const text = textOfDelta(event);
      if (text !== undefined) return [text];
      const item = objectIn(event['item']);
      const name = event['type'] === 'response.output_item.added' ? textIn(item?.['name']) : undefined;
      return name === undefined ? [] : [name];
    },
    produces: (event) =>
      textOfDelta(event) !== undefined ||
      (event['type'] === 'response.output_item.done' &&
        isObject(event['item']) &&
        event['item']['type'] !== 'reasoning'),
  };
  return passEvents(wire);
};
