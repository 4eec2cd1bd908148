import {
  isObject,
  type Json,
  type JsonDraft,
  numberIn,
  objectOf,
  textIn,
  textOf,
  textsIn,
  wordOf,
} from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { TaskOutput, TaskPort, TaskReport } from '../../../spec/task.ts';
import { resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { words } from './words.ts';

/**
 * The unified video format as another gateway of this family answers it. Its paths stand behind `prefix`. Sources: the
 * published pages of such gateways (create and query), the code of new-api (generations).
 */
export type UnifiedVideoOptions = {
  readonly prefix: string;
  /** Which models; absent: any. */
  readonly serves?: (upstreamModel: string) => boolean;
};

type Form = 'query' | 'generations';

/** Where the state stands: in the answer itself, or in the envelope of the newer endpoint. */
const stateIn = (body: Json): Json => (isObject(body['data']) && 'code' in body ? body['data'] : body);

const contentWords =
  /sensitive|safety|moderat|violat|content polic|prohibited|real people|copyright|blocked/i;
const busyWords = /rate.?limit|too many|busy|overload|concurren|saturated|负载|繁忙/i;
const keyWords = /quota|balance|token|api key|unauthori|forbidden|余额|额度|no available channel|无可用渠道/i;

/** An error in an answer of status 200; undefined where there is none. */
function refusalIn(body: Json): GatewayError | undefined {
  const error = objectOf(body['error']);
  const code = wordOf(error['code']) || wordOf(body['code']);
  const message = textIn(error['message']) ?? textIn(body['message']) ?? '';
  const failed = Object.keys(error).length > 0 || (code !== '' && !/^(success|0|1|200)$/i.test(code));
  if (!failed) return undefined;
  const told = `${code} ${message}`;
  const fault: FaultCode = busyWords.test(told)
    ? 'upstream_busy'
    : keyWords.test(told)
      ? 'upstream_key_refused'
      : /invalid|missing|required|not_implemented/i.test(told) || contentWords.test(told)
        ? 'upstream_refused'
        : 'upstream_failed';
  return new GatewayError(
    fault,
    fault === 'upstream_refused' ? message || told : 'the upstream did not take the task',
  );
}

function outputsOf(state: Json): readonly TaskOutput[] {
  const inner = objectOf(state['data']);
  const detail = objectOf(state['detail']);
  const url =
    textIn(state['video_url']) ??
    textIn(state['result_url']) ??
    textIn(state['url']) ??
    textIn(inner['url']) ??
    textIn(inner['video_url']) ??
    textIn(detail['upsample_video_url']) ??
    textIn(detail['video_url']) ??
    textIn(detail['url']);
  if (url === undefined) return [];
  const [width, height] = [numberIn(state['width']), numberIn(state['height'])];
  const thumbnail = textIn(state['thumbnail_url']) ?? textIn(detail['thumbnail_url']);
  return [
    { kind: 'video', url, mediaType: 'video/mp4', ...(width && height ? { width, height } : {}) },
    ...(thumbnail === undefined ? [] : [{ kind: 'image', role: 'thumbnail', url: thumbnail } as const]),
  ];
}

/** Progress as a number, a text with a percent sign, or the part of a whole that sora's answers have. */
function progressOf(state: Json): number | undefined {
  const part = numberIn(objectOf(objectOf(state['detail'])['pending_info'])['progress_pct']);
  const told = state['progress'];
  const progress =
    typeof told === 'string'
      ? Number(told.replace('%', ''))
      : (numberIn(told) ?? (part === undefined ? undefined : part * 100));
  return progress !== undefined && Number.isFinite(progress)
    ? Math.min(100, Math.max(0, Math.round(progress)))
    : undefined;
}

function reasonOf(state: Json): string {
  const detail = objectOf(state['detail']);
  return (
    textIn(state['fail_reason']) ??
    textIn(objectOf(state['error'])['message']) ??
    textIn(detail['error_message']) ??
    textIn(detail['video_generation_error']) ??
    textIn(objectOf(detail['pending_info'])['failure_reason']) ??
    'the upstream says that the film failed, without a reason'
  );
}

export function readState(body: Json): TaskReport {
  const state = stateIn(body);
  const word = textOf(state['status']).toLowerCase();
  const status = words[word];
  const progress = progressOf(state);
  if (status === undefined) return { unknownWord: word };
  if (status === 'failed') {
    const reason = reasonOf(state);
    return {
      status,
      reason,
      fault: contentWords.test(reason) ? 'upstream_refused' : 'upstream_failed',
      native: body,
    };
  }
  if (status !== 'succeeded')
    return { status, ...(progress === undefined ? {} : { progress: Math.min(99, progress) }), native: body };
  const outputs = outputsOf(state);
  return outputs.length > 0
    ? { status, progress: 100, outputs, native: body }
    : {
        status: 'failed',
        fault: 'upstream_garbage',
        reason: 'the upstream says that the film is ready and gives none',
        native: body,
      };
}

const secondsIn = (body: Json): number | undefined => {
  const metadata = objectOf(body['metadata']);
  const told = body['duration'] ?? body['seconds'] ?? metadata['duration'] ?? metadata['durationSeconds'];
  const number = typeof told === 'string' ? Number.parseFloat(told) : numberIn(told);
  return number !== undefined && Number.isFinite(number) && number > 0 ? number : undefined;
};

/** A film's length where the request names none: what most models of the name make. */
const usualSeconds = (model: string): number => (/^veo/i.test(model) ? 8 : /sora/i.test(model) ? 10 : 5);

const sized = (body: Json, model: string): string | undefined => {
  if (/-4k\b/i.test(model)) return '4k';
  const size = textOf(body['size']).toLowerCase();
  if (size === 'small') return '720p';
  if (size === 'large') return '1080p';
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  if (width && height) return resolutionOf({ width: Number(width), height: Number(height) });
  return textIn(body['resolution'])?.toLowerCase() ?? (/^\d+p$|^\dk$/.test(size) ? size : undefined);
};

const picturesOf = (body: Json): number =>
  textsIn(body['images']).length +
  ['image', 'input_reference'].filter((name) => textIn(body[name]) !== undefined).length;

const forms: Readonly<Record<string, { readonly path: string; readonly form: Form }>> = {
  create: { path: '/v1/video/create', form: 'query' },
  generate: { path: '/v1/video/generations', form: 'generations' },
};

export function unifiedVideoPort({ prefix, serves = () => true }: UnifiedVideoOptions): TaskPort {
  return {
    serves: (model, action) => serves(model) && (action === undefined || action in forms),

    measure({ body, upstreamModel }) {
      const seconds = secondsIn(body) ?? usualSeconds(upstreamModel);
      const resolution = sized(body, upstreamModel);
      const count = numberIn(body['n']) ?? 1;
      return {
        usage: { calls: count, seconds: seconds * count },
        facts: {
          seconds,
          input_images: picturesOf(body),
          ...(resolution === undefined ? {} : { resolution }),
        },
      };
    },

    async start({ action, body, upstreamModel }, send) {
      const { path, form } = forms[action] ?? forms['create']!;
      const { json } = await send({
        method: 'POST',
        path: prefix + path,
        json: { ...body, model: upstreamModel },
        starts: true,
      });
      const refusal = refusalIn(json);
      if (refusal) throw refusal;
      const state = stateIn(json);
      const id = textIn(state['task_id']) ?? textIn(state['id']) ?? textIn(json['data']);
      if (id === undefined)
        throw new GatewayError('upstream_garbage', 'the upstream answered without the id of a task');
      const report = readState(json);
      // What it says of a task that it has just taken matters little: its end is asked for.
      return {
        handle: { id, form },
        report: report.status === undefined ? { status: 'queued', native: json } : report,
      };
    },

    async poll(handle, send) {
      const id = textOf(handle['id']);
      const { json } = await send({
        method: 'GET',
        path:
          handle['form'] === 'generations'
            ? `${prefix}/v1/video/generations/${encodeURIComponent(id)}`
            : `${prefix}/v1/video/query?id=${encodeURIComponent(id)}`,
      });
      const refusal = 'status' in stateIn(json) ? undefined : refusalIn(json);
      if (refusal) throw refusal;
      return readState(json);
    },

    writeVideo: (video, { upstreamModel, drop }) => ({
      action: 'create',
      body: writeCreate(video, upstreamModel, drop),
    }),
  };
}

function writeCreate(video: VideoRequest, model: string, drop: (field: string) => void): JsonDraft {
  if (video.parent || video.video)
    throw new GatewayError('field_invalid', 'this upstream goes on with no earlier film', { param: 'video' });
  if (video.count !== undefined && video.count > 1)
    throw new GatewayError('field_invalid', 'this upstream makes one film a request', { param: 'n' });
  if (video.sound === false) drop('sound');
  const resolution = resolutionOf(video);
  const ratio =
    video.aspectRatio ?? (video.width && video.height ? ratioText(video.width, video.height) : undefined);
  const portrait = ratio !== undefined && Number(ratio.split(':')[0]) < Number(ratio.split(':')[1]);
  // Sora's names of the same.
  const shape: JsonDraft = /sora/i.test(model)
    ? {
        orientation: portrait ? 'portrait' : 'landscape',
        size: resolution === undefined || resolution === '720p' ? 'small' : 'large',
      }
    : {
        ...(ratio === undefined ? {} : { aspect_ratio: ratio }),
        ...(resolution === undefined ? {} : { size: resolution.toUpperCase() }),
      };
  return {
    ...video.extra,
    model,
    prompt: video.prompt,
    images: video.images.map(({ url }) => url),
    ...shape,
    ...(video.seconds === undefined ? {} : { duration: video.seconds }),
    ...(video.negativePrompt === undefined ? {} : { negative_prompt: video.negativePrompt }),
    ...(video.seed === undefined ? {} : { seed: video.seed }),
    ...(video.enhancePrompt === undefined ? {} : { enhance_prompt: video.enhancePrompt }),
    ...(video.watermark === undefined ? {} : { watermark: video.watermark }),
  };
}

function ratioText(width: number, height: number): string {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const by = divisor(width, height);
  return `${width / by}:${height / by}`;
}
