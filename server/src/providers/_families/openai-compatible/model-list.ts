import { objectsIn, parseObject, textIn } from '../../../base/json.ts';
import type { ModelList } from '../../../spec/provider.ts';

/** `{"object":"list","data":[{"id":…}]}`, in one page. */
export const openAiModelList = (path: string): ModelList => ({
  path: () => path,
  read(body) {
    const data = parseObject(body)?.['data'];
    if (!Array.isArray(data)) return undefined;
    return {
      ids: objectsIn(data).flatMap(({ id }) => textIn(id) ?? []),
    };
  },
});
