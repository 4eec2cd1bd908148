import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SubmitEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { actionOfButton } from './actions.ts';
import { midjourney } from './index.ts';

const endpointAt = (path: string): SubmitEndpoint => {
  const found = midjourney.endpoints.find((one) => one.path === path);
  assert.ok(found?.does === 'submit-task', path);
  return found;
};

const read = (name: string, body: unknown, mode?: string) =>
  endpointAt(mode === undefined ? `/mj/${name}` : `/:mode/mj/${name}`).read(
    Buffer.from(JSON.stringify(body)),
    {
      params: mode === undefined ? {} : { mode },
      query: '',
      headers: {},
    },
  );

const picture = 'data:image/png;base64,aaaa';

describe('what a button does, by its customId', () => {
  const uuid = '3dbbd469-36af-4a0f-8f02-df6c579e7011';
  const table: Readonly<Record<string, string | undefined>> = {
    [`MJ::JOB::upsample::2::${uuid}`]: 'upscale',
    [`MJ::JOB::upsample_v7_2x_subtle::1::${uuid}::SOLO`]: 'upscale',
    [`MJ::JOB::variation::4::${uuid}`]: 'variation',
    [`MJ::JOB::low_variation::1::${uuid}::SOLO`]: 'low_variation',
    [`MJ::JOB::high_variation::1::${uuid}::SOLO`]: 'high_variation',
    [`MJ::JOB::reroll::0::${uuid}::SOLO`]: 'reroll',
    [`MJ::JOB::pan_left::1::${uuid}::SOLO`]: 'pan',
    [`MJ::Outpaint::50::1::${uuid}::SOLO`]: 'zoom',
    [`MJ::CustomZoom::${uuid}`]: 'custom_zoom',
    [`MJ::Inpaint::1::${uuid}::SOLO`]: 'inpaint',
    [`MJ::JOB::animate_high::1::${uuid}::SOLO`]: 'video',
    [`MJ::JOB::animate_high_extend::2::${uuid}`]: 'video',
    [`MJ::JOB::video_virtual_upscale::1::${uuid}`]: 'video_upscale',
    [`MJ::BOOKMARK::${uuid}`]: 'bookmark',
    'MJ::Job::PicReader::1': 'imagine',
    'MJ::Job::PicReader::all': 'imagine',
    'MJ::Picread::Retry': 'describe',
    'MJ::Job::PromptAnalyzer::3': 'imagine',
    [`MJ::JOB::of_next_year::1::${uuid}`]: 'action',
    'MJ::': undefined,
    'MJ::JOB': undefined,
    upsample: undefined,
  };
  for (const [customId, action] of Object.entries(table))
    it(customId, () => assert.equal(actionOfButton(customId), action));
});

describe('the speed', () => {
  const rows: readonly (readonly [string | undefined, object, string])[] = [
    [undefined, {}, 'fast'],
    ['mj-fast', {}, 'fast'],
    ['mj-relax', {}, 'relax'],
    ['mj-turbo', {}, 'turbo'],
    ['turbo', {}, 'turbo'],
    ['mj-turbo-proxy', {}, 'turbo'],
    ['anything', {}, 'fast'],
    [undefined, { mode: 'RELAX' }, 'relax'],
    [undefined, { accountFilter: { modes: ['TURBO', 'FAST'] } }, 'turbo'],
    [undefined, { prompt: 'a cat --relax --ar 1:2' }, 'relax'],
    [undefined, { prompt: 'a cat --relax\n--turbo' }, 'turbo'],
    [undefined, { prompt: 'a --turbo-charged car, fast' }, 'fast'],
    ['mj-relax', { mode: 'TURBO', prompt: 'a cat --turbo' }, 'relax'],
  ];
  for (const [mode, body, speed] of rows)
    it(`${mode ?? 'plain'} ${JSON.stringify(body)} is ${speed}`, () =>
      assert.equal(read('submit/imagine', { prompt: 'a cat', ...body }, mode).facts?.['mode'], speed));
});

describe('a submit', () => {
  it('keeps the body but for its hook, and notes what the task shows again', () => {
    const body = { prompt: 'a cat', state: 'order-7', botType: 'MID_JOURNEY', of_next_year: { a: 1 } };
    const call = read('submit/imagine', { ...body, notifyHook: 'https://me.example/hook' });
    assert.deepEqual(call, {
      kind: 'image',
      action: 'submit/imagine',
      model: 'midjourney',
      body,
      prompt: 'a cat',
      memo: { action: 'IMAGINE', state: 'order-7', botType: 'MID_JOURNEY' },
      hook: { url: 'https://me.example/hook', on: 'changes' },
      facts: { mode: 'fast', action: 'imagine' },
    });
  });

  it('takes empty texts for what is left out', () => {
    const call = read('submit/blend', {
      base64Array: [picture, picture],
      dimensions: '',
      notifyHook: '',
      state: '',
      botType: '',
    });
    assert.equal(call.hook, undefined);
    assert.deepEqual(call.memo, { action: 'BLEND' });
    assert.equal(call.body['dimensions'], '');
  });

  it('of Niji is another model', () =>
    assert.equal(read('submit/imagine', { prompt: 'a cat', botType: 'NIJI_JOURNEY' }).model, 'niji-journey'));

  const parents: readonly (readonly [string, object, string, string])[] = [
    ['submit/action', { customId: 'MJ::JOB::upsample::2::u', taskId: 'task_1' }, 'taskId', 'upscale'],
    ['submit/change', { action: 'REROLL', taskId: 'task_1' }, 'taskId', 'reroll'],
    ['submit/change', { action: 'UPSCALE', taskId: 'task_1', index: 1 }, 'taskId', 'upscale'],
    ['submit/simple-change', { content: ' task_1  v2 ' }, 'content', 'variation'],
    ['submit/modal', { taskId: 'task_1', prompt: '' }, 'taskId', 'modal'],
    ['submit/video', { taskId: 'task_1', action: 'extend', index: 0 }, 'taskId', 'video'],
  ];
  for (const [name, body, param, action] of parents)
    it(`${name} ${JSON.stringify(body)} goes on from a task`, () => {
      const call = read(name, body);
      assert.deepEqual(call.parents, [{ ref: 'task_1', param }]);
      assert.equal(call.facts?.['action'], action);
      assert.equal(call.model, '');
      assert.equal(call.kind, action === 'video' ? 'video' : 'image');
    });

  const alone: readonly (readonly [string, object, string])[] = [
    ['submit/upload-discord-images', { base64Array: [picture] }, 'upload'],
    ['submit/describe', { link: 'https://example.com/a.png' }, 'describe'],
    ['submit/shorten', { prompt: 'a very long text' }, 'shorten'],
    ['submit/edits', { prompt: 'a hat', image: picture }, 'edits'],
    ['submit/video', { prompt: 'it moves', image: picture }, 'video'],
    ['insight-face/swap', { sourceBase64: picture, targetBase64: `${picture}b` }, 'swap_face'],
  ];
  for (const [name, body, action] of alone)
    it(`${name} is ${action}`, () => {
      const call = read(name, body);
      assert.equal(call.facts?.['action'], action);
      assert.equal(call.parents, undefined);
      assert.deepEqual(call.body, body);
    });

  const wrong: readonly (readonly [string, object, string, RegExp])[] = [
    ['submit/imagine', {}, 'prompt', /^prompt_is_required/],
    ['submit/imagine', { prompt: '' }, 'prompt', /^prompt_is_required/],
    ['submit/imagine', { prompt: '  ' }, 'prompt', /^prompt/],
    ['submit/action', { customId: 'MJ::JOB::upsample::2::u' }, 'taskId', /^task_id_is_required/],
    ['submit/action', { taskId: 'task_1' }, 'customId', /^custom_id_is_required/],
    ['submit/action', { taskId: 'task_1', customId: 'U1' }, 'customId', /^unknown_action/],
    ['submit/blend', { base64Array: [picture] }, 'base64Array', /^base64Array/],
    ['submit/blend', { base64Array: [picture, picture], dimensions: 'WIDE' }, 'dimensions', /SQUARE/],
    ['submit/describe', { base64: '' }, 'base64', /^base64_is_required/],
    ['submit/modal', { prompt: 'a cat' }, 'taskId', /^task_id_is_required/],
    ['submit/change', { taskId: 'task_1' }, 'action', /^action_is_required/],
    ['submit/change', { taskId: 'task_1', action: 'UPSCALE' }, 'index', /^index_is_required/],
    ['submit/simple-change', { content: 'task_1' }, 'content', /^content_parse_failed/],
    ['submit/simple-change', { content: 'task_1 U5' }, 'content', /^content_parse_failed/],
    ['submit/video', { prompt: 'it moves' }, 'image', /^image_is_required/],
    ['submit/upload-discord-images', { base64Array: [] }, 'base64Array', /^base64Array/],
  ];
  for (const [name, body, param, words] of wrong)
    it(`${name} ${JSON.stringify(body)} is refused`, () =>
      assert.throws(
        () => read(name, body),
        (error) =>
          error instanceof GatewayError &&
          error.code === 'field_invalid' &&
          error.detail.param === param &&
          words.test(error.message),
      ));
});

it('every endpoint is there behind a speed too, as an alias', () => {
  const plain = midjourney.endpoints.filter(({ path }) => path.startsWith('/mj/'));
  const paths = new Set(midjourney.endpoints.map(({ method, path }) => `${method} ${path}`));
  assert.equal(paths.size, midjourney.endpoints.length);
  for (const { method, path } of plain) assert.ok(paths.has(`${method} /:mode${path}`), path);
  for (const { path, alias, rows } of midjourney.endpoints)
    if (path.startsWith('/:mode')) assert.deepEqual([alias, rows], [true, []]);
});
