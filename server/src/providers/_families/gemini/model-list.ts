import { objectsIn, parseObject, textIn, textOf } from '../../../base/json.ts';
import type { ModelList } from '../../../spec/provider.ts';

/** Google's list of models: `field` holds them, by resource names whose last part is the id. */
export const googleModelList = (path: string, field: string, pageSize: number): ModelList => ({
  path: (_access, after) =>
    `${path}?pageSize=${pageSize}${after === undefined ? '' : `&pageToken=${encodeURIComponent(after)}`}`,
  read(body) {
    const answer = parseObject(body);
    if (!answer) return undefined;
    return {
      ids: objectsIn(answer[field]).flatMap(({ name }) => textOf(name).replace(/^.*\//, '') || []),
      after: textIn(answer['nextPageToken']),
    };
  },
});
