import type { ModelSamples } from '../admin/index.ts';
import { pages } from '../manual/index.ts';
import type { Example, Page } from '../manual/page.ts';
import { sampleOf } from '../manual/shape.ts';
import { type HttpRequest, requestOf } from '../manual/site/http-request.ts';
import { sampleLanguages } from '../manual/site/sample-languages.ts';
import { samplesOf } from '../manual/site/samples.ts';

/** Loads the whole manual: imported when somebody looks at a model. */

type Wanted = { readonly dialect: string; readonly method: string; readonly path: string };

function isAbout(page: Page, example: Pick<Example, 'call'>, wanted: Wanted): boolean {
  const call = example.call ?? page.call;
  return call?.dialect === wanted.dialect && call.method === wanted.method && call.route === wanted.path;
}

const isGood = ({ expect, credential }: Example): boolean =>
  (expect.status ?? 200) < 400 && credential === undefined;

/** Where requests of the dialects name their model. */
const modelFields = ['model', 'model_name'];

/** The example's request for another model; undefined where it does not say which model it is for. */
function requestFor(page: Page, example: Example, model: string, path: string): HttpRequest | undefined {
  const request = requestOf(page, example);
  if (path === `/${model}`) return request;
  if (/:model\b/.test(path)) {
    const named = example.params?.['model'];
    if (named === undefined) return undefined;
    const old = encodeURIComponent(String(sampleOf(named)));
    return { ...request, address: request.address.replace(old, encodeURIComponent(model)) };
  }
  if (path.includes('*')) {
    const rest = example.params?.['*'];
    const whole = path.replace(/^\//, '').replace('*', '');
    if (rest === undefined || !model.startsWith(whole)) return undefined;
    return { ...request, address: `/${model}` };
  }
  const field = modelFields.find((name) => example.request?.[name] !== undefined);
  if (request.body !== undefined && field) {
    const body = { ...(JSON.parse(request.body) as Record<string, unknown>), [field]: model };
    return { ...request, body: JSON.stringify(body, null, 2) };
  }
  if (request.form?.some(({ name }) => name === 'model'))
    return {
      ...request,
      form: request.form.map((part) =>
        part.name === 'model' && 'value' in part ? { ...part, value: model } : part,
      ),
    };
  return undefined;
}

/** Pages that send this very model first, then the plainest. */
function exampleFor(model: string, wanted: Wanted) {
  const found = pages.flatMap((page) =>
    (page.examples ?? [])
      .filter((example) => isGood(example) && isAbout(page, example, wanted))
      .flatMap((example) => {
        const request = requestFor(page, example, model, wanted.path);
        return request ? [{ page, example, request }] : [];
      }),
  );
  const named = found.find(({ page, example, request }) => {
    const own = requestOf(page, example);
    return own.body === request.body && own.address === request.address;
  });
  const plainest = found.toSorted(
    (a, b) =>
      Number(a.request.form !== undefined) - Number(b.request.form !== undefined) ||
      (a.request.body?.length ?? 0) - (b.request.body?.length ?? 0),
  );
  return named ?? plainest[0];
}

export function modelSamples(model: string, wanted: Wanted): ModelSamples | undefined {
  const found = exampleFor(model, wanted);
  if (!found) return undefined;
  const { page, example, request } = found;
  const codes = samplesOf(request, {
    streams: 'stream' in example.expect,
    makesFile: 'bytes' in example.expect,
  });
  const about = pages.filter((one) => one.call && one !== page && isAbout(one, {}, wanted));
  const titled = new Map([page, ...about].toReversed().map((one) => [one.title.en, one]));
  return {
    pages: [...titled.values()]
      .reverse()
      .slice(0, 8)
      .map(({ id, title }) => ({ id, title })),
    languages: sampleLanguages.map(({ id, title }) => ({ id, title, code: codes[id] })),
  };
}
