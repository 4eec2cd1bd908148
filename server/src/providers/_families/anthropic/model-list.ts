import { objectsIn, parseObject, textIn } from '../../../base/json.ts';
import type { ModelList } from '../../../spec/provider.ts';

/** `GET /v1/models`, in pages of at most 1000. */
export const modelList: ModelList = {
  path: (_access, after) =>
    `/v1/models?limit=1000${after === undefined ? '' : `&after_id=${encodeURIComponent(after)}`}`,
  read(body) {
    const answer = parseObject(body);
    if (!Array.isArray(answer?.['data'])) return undefined;
    return {
      ids: objectsIn(answer['data']).flatMap(({ id }) => textIn(id) ?? []),
      after: answer['has_more'] === true ? textIn(answer['last_id']) : undefined,
    };
  },
};
