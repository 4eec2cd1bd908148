import { isObject, type Json, listOf, objectsIn } from '../../../../base/json.ts';
import type { Citation } from '../../../../spec/chat.ts';

/**
 * Citations of `groundingMetadata`. Its offsets count bytes of UTF-8 in the candidate's text; canonical ones count
 * UTF-16 units of the block. `before`: text of earlier blocks, `text`: of the open one.
 */
export function citationsIn(candidate: Json, before: string, text: string): Citation[] {
  const citations: Citation[] = [];
  const grounding = candidate['groundingMetadata'];
  if (isObject(grounding)) {
    const chunks = objectsIn(grounding['groundingChunks']).map(sourceOf);
    const cited = new Set<number>();
    const units = unitsAt(before + text);
    for (const support of objectsIn(grounding['groundingSupports'])) {
      const place = isObject(support['segment']) ? placeOf(support['segment'], units, before.length) : {};
      const indices = support['groundingChunkIndices'];
      for (const index of listOf(indices)) {
        const source = typeof index === 'number' ? chunks[index] : undefined;
        if (!source) continue;
        cited.add(Number(index));
        citations.push({ ...source, ...place });
      }
    }
    chunks.forEach((source, index) => {
      if (source && !cited.has(index)) citations.push(source);
    });
  }
  const read = candidate['urlContextMetadata'];
  for (const { retrievedUrl, urlRetrievalStatus: status } of isObject(read)
    ? objectsIn(read['urlMetadata'])
    : []) {
    const worked = status === undefined || status === 'URL_RETRIEVAL_STATUS_SUCCESS';
    if (typeof retrievedUrl === 'string' && worked) citations.push({ url: retrievedUrl });
  }
  return citations;
}

/** Web pages, Maps places and retrieved documents spell it alike. */
function sourceOf(chunk: Json): Citation | undefined {
  const source = ['web', 'maps', 'retrievedContext', 'image'].map((name) => chunk[name]).find(isObject);
  if (!source) return undefined;
  const url = source['uri'] ?? source['sourceUri'];
  return {
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof source['title'] === 'string' ? { title: source['title'] } : {}),
  };
}

function placeOf(
  segment: Json,
  units: (bytes: number) => number,
  before: number,
): Pick<Citation, 'start' | 'end'> {
  const { startIndex = 0, endIndex } = segment; // zeros are left out
  if (typeof startIndex !== 'number' || typeof endIndex !== 'number') return {};
  const start = units(startIndex) - before;
  const end = units(endIndex) - before;
  return start >= 0 && end > start ? { start, end } : {};
}

/** From bytes of UTF-8 to UTF-16 units; the text is encoded once. */
function unitsAt(text: string): (bytes: number) => number {
  let bytes: Buffer | undefined;
  return (offset) => {
    bytes ??= Buffer.from(text);
    return bytes.toString('utf8', 0, Math.max(0, Math.min(offset, bytes.length))).length;
  };
}
