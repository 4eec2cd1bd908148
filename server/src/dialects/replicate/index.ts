import { timeOfId } from '../../base/ids.ts';
import { hardware } from '../../catalogue/replicate/index.ts';
import type { Dialect, FileEndpoint, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields } from '../../spec/json-body.ts';
import type { Text } from '../../spec/text.ts';
import { fileRefs, files } from './files.ts';
import { allModels, findSheet, modelObject, oneVersion, versionsOf } from './models.ts';
import { readDeployment, readModel, readVersion } from './read.ts';
import { streamOf } from './stream.ts';
import {
  fileParams,
  fileQuery,
  joinedParams,
  listQuery,
  modelBody,
  modelParams,
  predictionParams,
  uploadForm,
  versionBody,
  versionParams,
} from './wire.ts';
import { answer, base, list, prediction, waited, writeFault, writeHook, written } from './write.ts';

const rowsFrom = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => `R${first + at}`);

const submit = (
  path: string,
  name: string,
  summary: Text,
  rest: Pick<SubmitEndpoint, 'body' | 'read'> & Partial<SubmitEndpoint>,
): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  path,
  name,
  kind: 'image',
  typeName: 'replicate',
  rows: [],
  summary,
  written,
  answer: waited,
  ...rest,
});

const desk = (
  method: 'GET' | 'POST',
  path: string,
  summary: Text,
  serve: TaskDeskEndpoint['serve'],
  rest: Partial<TaskDeskEndpoint> = {},
): TaskDeskEndpoint => ({ does: 'task-desk', method, path, rows: [], summary, serve, ...rest });

const submits: readonly SubmitEndpoint[] = [
  submit(
    '/predictions',
    'predictions',
    { en: 'Create a prediction by version', vi: 'Tạo tác vụ theo phiên bản' },
    {
      rows: [...rowsFrom(224, 234), 'R246'],
      body: versionBody,
      read: readVersion,
    },
  ),
  submit(
    '/models/:owner/:name/predictions',
    'models',
    { en: 'Create a prediction by model', vi: 'Tạo tác vụ theo model' },
    {
      rows: ['R108', 'R109', 'R110', 'R221', 'R222', ...rowsFrom(235, 245), ...rowsFrom(247, 254)],
      params: modelParams,
      body: modelBody,
      read: readModel,
    },
  ),
  submit(
    '/deployments/:owner/:name/predictions',
    'deployments',
    { en: 'Create a prediction by deployment', vi: 'Tạo tác vụ theo deployment' },
    { params: modelParams, body: modelBody, read: readDeployment },
  ),
];

/** The model's two names as one part of the path: `owner%2Fname`. */
const joined = submit(
  '/models/:model/predictions',
  'joined',
  { en: 'Create a prediction by model', vi: 'Tạo tác vụ theo model' },
  { alias: true, params: joinedParams, body: modelBody, read: readModel },
);

const pageSize = 100;

const momentOf = (text: string | undefined, param: string): number | undefined => {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new GatewayError('field_invalid', `${param}: this is no time`, { param });
  return at;
};

const predictions: readonly TaskDeskEndpoint[] = [
  desk(
    'GET',
    '/predictions/:id',
    { en: 'Query a prediction', vi: 'Truy vấn tác vụ' },
    async ({ head }, tasks) => answer(prediction(await tasks.get(head.params['id'] ?? ''))),
    { rows: ['R111', 'R223'], params: predictionParams },
  ),
  desk(
    'POST',
    '/predictions/:id/cancel',
    { en: 'Cancel a prediction', vi: 'Hủy tác vụ' },
    async ({ head }, tasks) => {
      const id = head.params['id'] ?? '';
      try {
        return answer(prediction(await tasks.cancel(id)));
      } catch (error) {
        // The platform answers with the prediction as it ended.
        const isLate = error instanceof GatewayError && error.code === 'task_not_cancellable';
        const task = isLate ? await tasks.get(id) : undefined;
        if (task?.finishedAt === undefined) throw error;
        return answer(prediction(task));
      }
    },
    { params: predictionParams },
  ),
  desk(
    'GET',
    '/predictions/:id/stream',
    { en: 'Follow a prediction as events', vi: 'Theo dõi tác vụ dạng sự kiện' },
    async ({ head }, tasks) => streamOf(head.params['id'] ?? '', tasks),
    // The client sends no key to the address of a stream: the id in it cannot be guessed.
    { params: predictionParams, open: true },
  ),
  desk(
    'GET',
    '/predictions',
    { en: 'List predictions', vi: 'Liệt kê tác vụ' },
    async ({ head }, tasks) => {
      const asked = Object.fromEntries(new URLSearchParams(head.query));
      checkFields(listQuery, asked);
      const { cursor, created_after, created_before } = listQuery.parse(asked);
      if (cursor !== undefined && timeOfId(cursor) === undefined)
        throw new GatewayError('field_invalid', 'cursor: take it from the answer before', {
          param: 'cursor',
        });
      const from = momentOf(created_after, 'created_after');
      const to = momentOf(created_before, 'created_before');
      const found = await tasks.list({
        limit: pageSize,
        newestFirst: true,
        dialect: 'replicate',
        ...(cursor === undefined ? {} : { after: cursor }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to: to - 1 }),
      });
      const query = new URLSearchParams({ ...asked, cursor: found.tasks.at(-1)?.id ?? '' });
      return list(found.tasks, {
        previous: null,
        next: found.more ? `${base(tasks.origin)}/predictions?${query}` : null,
      });
    },
    { query: listQuery },
  ),
];

const models: readonly TaskDeskEndpoint[] = [
  desk(
    'GET',
    '/models',
    { en: 'Models of the catalogue', vi: 'Các model trong danh mục' },
    async (_question, tasks) => answer(allModels(base(tasks.origin))),
  ),
  desk(
    'GET',
    '/models/:owner/:name',
    { en: 'A model and its inputs', vi: 'Một model và các tham số của nó' },
    async ({ head }, tasks) => answer(modelObject(findSheet(head.params), base(tasks.origin))),
    { params: modelParams },
  ),
  desk(
    'GET',
    '/models/:owner/:name/versions',
    { en: 'Versions of a model', vi: 'Các phiên bản của model' },
    async ({ head }) => answer({ previous: null, next: null, results: versionsOf(findSheet(head.params)) }),
    { params: modelParams },
  ),
  desk(
    'GET',
    '/models/:owner/:name/versions/:version',
    { en: 'A version of a model', vi: 'Một phiên bản của model' },
    async ({ head }) => answer(oneVersion(findSheet(head.params), head.params['version'] ?? '')),
    { params: versionParams },
  ),
];

const account: readonly TaskDeskEndpoint[] = [
  desk('GET', '/account', { en: 'Whose key it is', vi: 'Tài khoản của khóa' }, async () =>
    answer({ type: 'organization', username: 'key4u', name: 'Key4U', github_url: null }),
  ),
  desk('GET', '/hardware', { en: 'Kinds of hardware', vi: 'Các loại phần cứng' }, async () =>
    answer(Object.entries(hardware).map(([sku, { name }]) => ({ name, sku }))),
  ),
  desk(
    'GET',
    '/webhooks/default/secret',
    { en: 'What webhooks are signed with', vi: 'Khóa ký của webhook' },
    async (_question, tasks) => answer({ key: tasks.hookSecret }),
  ),
];

const fileEndpoint = (
  does: FileEndpoint['does'],
  method: FileEndpoint['method'],
  path: string,
  summary: Text,
  rest: Partial<FileEndpoint>,
): FileEndpoint => ({ does, method, path, rows: [], summary, ...rest });

const uploads: readonly FileEndpoint[] = [
  fileEndpoint(
    'upload-file',
    'POST',
    '/files',
    { en: 'Upload a file', vi: 'Tải tệp lên' },
    { body: uploadForm, form: true },
  ),
  fileEndpoint('list-files', 'GET', '/files', { en: 'List files', vi: 'Liệt kê tệp' }, { query: fileQuery }),
  fileEndpoint(
    'show-file',
    'GET',
    '/files/:file',
    { en: 'Show a file', vi: 'Xem một tệp' },
    { params: fileParams },
  ),
  fileEndpoint(
    'file-content',
    'GET',
    '/files/:file/download',
    { en: 'Download a file', vi: 'Tải tệp về' },
    { params: fileParams },
  ),
  fileEndpoint(
    'delete-file',
    'DELETE',
    '/files/:file',
    { en: 'Delete a file', vi: 'Xóa tệp' },
    { params: fileParams },
  ),
];

type Endpoint = SubmitEndpoint | TaskDeskEndpoint | FileEndpoint;

const at = <E extends Endpoint>(prefix: string, endpoint: E): E => ({
  ...endpoint,
  path: prefix + endpoint.path,
});

/** The same at another address. Names are what an endpoint is known by, so they differ. */
const alias = <E extends Endpoint>(prefix: string, mark: string, endpoint: E): E => ({
  ...at(prefix, endpoint),
  alias: true,
  rows: [],
  ...('name' in endpoint ? { name: `${mark}-${endpoint.name}` } : {}),
});

const all: readonly Endpoint[] = [...submits, ...predictions, ...models, ...account, ...uploads];
/** What nobody else has at the plain address: for clients whose base URL ends in /v1. */
const plain: readonly Endpoint[] = [...submits, ...predictions, ...account];

/** Replicate's HTTP API, as its own clients speak it with the base URL `…/replicate/v1`. */
export const replicate: Dialect = {
  id: 'replicate',
  wire: 'replicate',
  title: { en: 'Replicate', vi: 'Replicate' },
  endpoints: [
    ...all.map((endpoint) => at('/replicate/v1', endpoint)),
    at('/replicate/v1', joined),
    ...all.map((endpoint) => alias('/replicate', 'bare', endpoint)),
    alias('/replicate', 'bare', joined),
    ...plain.map((endpoint) => alias('/v1', 'plain', endpoint)),
  ],
  writeFault,
  // Streams of this wire are made by the gateway itself and end with events of their own.
  writeStreamFault: () => '',
  keepAlive: ': wait\n\n',
  writeHook,
  files,
  fileRefs,
};
