import { randomUUID } from 'node:crypto';
import {
  type Json,
  numberIn,
  objectOf,
  objectsIn,
  parseObject,
  textIn,
  textOf,
  textsIn,
} from '../../../base/json.ts';
import { checkKey, invalid, Refusal, refuseAsAsked, timeText, words } from '../qwen-video/simulator/index.ts';
import { pause, sendJson } from '../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../simulated/faults.ts';
import { createJobs, type JobEntry } from '../simulated/jobs.ts';
import { mediaPath, mediaUrl } from '../simulated/media/serve.ts';
import { fixedSizes, type Profile, profileOf } from './profiles.ts';

type Drawing = {
  readonly prompt: string;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
};

const services: Readonly<Record<string, Profile['by']>> = {
  'multimodal-generation/generation': 'messages',
  'text2image/image-synthesis': 'text',
  'image2image/image-synthesis': 'pictures',
};

/**
 * DashScope's picture services. Undefined for paths and tasks that are none of theirs. In a prompt `[refuse]` is refused at
 * once, `[fail]` fails (of several pictures only the last).
 */
export function createQwenImagesSimulator({
  clock = Date.now,
  finishMs = 3000,
}: {
  readonly clock?: () => number;
  readonly finishMs?: number;
} = {}): (request: Request) => Promise<Response | undefined> {
  const jobs = createJobs<Drawing>({ clock, finishMs });

  async function ask(request: Request, by: Profile['by'], faults: FaultNames): Promise<object> {
    const body = parseObject(await request.text());
    if (!body) throw invalid('Required body invalid, please check the request body format.');
    const model = textOf(body['model']);
    const profile = profileOf(model);
    if (!profile) throw new Refusal(404, 'ModelNotFound', `Model not exist: ${model}.`);
    if (profile.by !== by) throw invalid('url error, please check url!');
    const isAsync = request.headers.get('x-dashscope-async') === 'enable';
    if (by !== 'messages' && !isAsync)
      throw new Refusal(403, 'AccessDenied', 'current user api does not support synchronous calls.');
    const drawing = drawingOf(body, profile);
    if (faults.has('refuse') || drawing.prompt.includes('[refuse]'))
      throw new Refusal(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.');
    if (by !== 'messages') {
      const fails = drawing.prompt.includes('[fail]') && drawing.count === 1;
      const { id } = jobs.start(
        randomUUID(),
        drawing,
        fails ? new Set([...faults, 'fail'] as const) : faults,
      );
      return { output: { task_status: 'PENDING', task_id: id }, request_id: randomUUID() };
    }
    if (drawing.prompt.includes('[fail]') || faults.has('fail'))
      throw new Refusal(400, 'DataInspectionFailed', 'Output data may contain inappropriate content.');
    const { width, height, count } = drawing;
    return {
      output: {
        choices: [
          {
            finish_reason: 'stop',
            message: { role: 'assistant', content: urlsOf(drawing, request).map((image) => ({ image })) },
          },
        ],
      },
      usage: { image_count: count, width, height },
      request_id: randomUUID(),
    };
  }

  function stateOf(entry: JobEntry<Drawing>, request: Request): object {
    const { stage } = jobs.stageOf(entry);
    const request_id = randomUUID();
    const output = {
      task_id: entry.id,
      task_status: words[stage],
      submit_time: timeText(entry.startedAt),
    };
    if (stage === 'failed')
      return {
        request_id,
        output: {
          ...output,
          code: 'DataInspectionFailed',
          message: 'Output data may contain inappropriate content.',
        },
      };
    if (stage !== 'done') return { request_id, output };
    const { prompt, count } = entry.job;
    const results = urlsOf(entry.job, request).map((url, at) =>
      prompt.includes('[fail]') && at === count - 1
        ? { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' }
        : { orig_prompt: prompt, url },
    );
    const made = results.filter((one) => 'url' in one).length;
    return {
      request_id,
      output: {
        ...output,
        end_time: timeText(entry.endsAt),
        results,
        task_metrics: { TOTAL: count, SUCCEEDED: made, FAILED: count - made },
      },
      usage: { image_count: made },
    };
  }

  return async (request) => {
    const { pathname } = new URL(request.url);
    const [, path = ''] = /^\/api\/v1(\/.*)$/.exec(pathname) ?? [];
    const [, task] = /^\/tasks\/([^/]+)$/.exec(path) ?? [];
    const entry = task === undefined ? undefined : jobs.find(task);
    const by = services[path.replace('/services/aigc/', '')];
    if (!entry && (by === undefined || request.method !== 'POST')) return undefined;
    try {
      const faults = readFaults(request.headers, invalid);
      checkKey(request, faults);
      if (entry) return Response.json(stateOf(entry, request));
      refuseAsAsked(faults);
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      if (faults.has('garbage'))
        return new Response('<!DOCTYPE html><html><body><h1>It works!</h1></body></html>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        });
      const body = await ask(request, by ?? 'messages', faults);
      return await sendJson(body, {}, faults, { first: 0, next: 0 }, request.signal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(
        { code: error.code, message: error.message, request_id: randomUUID() },
        { status: error.status },
      );
    }
  };
}

const urlsOf = ({ prompt, count, width, height, seed }: Drawing, request: Request): string[] =>
  Array.from({ length: count }, (_, at) =>
    mediaUrl(request, mediaPath({ kind: 'picture', width, height, text: prompt, seed: seed + at })),
  );

function drawingOf(body: Json, profile: Profile): Drawing {
  const input = objectOf(body['input']);
  const parameters = objectOf(body['parameters']);
  const [message, ...more] = objectsIn(input['messages']);
  let pictures = textsIn(input['images']);
  let prompt = textIn(input['prompt']);
  if (profile.by === 'messages') {
    if (!message || more.length > 0) throw invalid('input.messages must hold one message');
    const content = objectsIn(message['content']);
    pictures = content.flatMap(({ image }) => textIn(image) ?? []);
    prompt = content.map(({ text }) => textIn(text)).find((text) => text !== undefined);
  }
  if (prompt === undefined) throw invalid('Required parameter(text) missing or invalid.');
  if (pictures.length < profile.takes.least || pictures.length > profile.takes.most)
    throw invalid(`num_images must be in [${profile.takes.least}, ${profile.takes.most}]`);
  for (const one of pictures)
    if (!/^(?:https?|oss):\/\/|^data:image\//.test(one))
      throw new Refusal(400, 'InvalidURL', 'The URL of image is invalid, please check it.');
  const count = numberIn(parameters['n']) ?? 1;
  if (count < 1 || count > profile.most)
    throw invalid(`num_images_per_prompt must be ${profile.most} at most`);
  const [width, height] = sizeOf(textIn(parameters['size']), profile);
  return { prompt, count, width, height, seed: numberIn(parameters['seed']) ?? 0 };
}

function sizeOf(size: string | undefined, profile: Profile): readonly [number, number] {
  if (size === undefined || profile.size === undefined) return [1328, 1328];
  const [, width, height] = /^(\d+)\*(\d+)$/.exec(size) ?? [];
  if (width === undefined) throw invalid(`The size does not match the allowed size ${size}`);
  const sides = [Number(width), Number(height)] as const;
  const allowed =
    profile.size === 'fixed'
      ? Object.values(fixedSizes).includes(size)
      : sides[0] * sides[1] >= profile.size.bounds.leastArea * 0.99 &&
        sides[0] * sides[1] <= profile.size.bounds.mostArea * 1.01;
  if (!allowed) throw invalid(`The size does not match the allowed size ${size}`);
  return sides;
}
