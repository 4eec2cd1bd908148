import { z } from 'zod';
import { isObject, type JsonDraft } from '../../../../base/json.ts';
import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import { parseBody } from '../../openai-compatible/simulator/parse.ts';
import { pngSize } from '../../openai-media/simulator/pictures.ts';

/** Requests of the simulated videos API. `official`: OpenAI's own lengths, sizes and fields, else whatever comes. */

const prompt = z.string().min(1).max(32_000);
const picture = z.union([
  z.string(),
  z.looseObject({ image_url: z.string().optional(), file_id: z.string().optional() }),
]);
const film = z.union([z.string(), z.looseObject({ id: z.string() })]);
const amount = z.union([z.string(), z.number()]);

const sizes = ['720x1280', '1280x720', '1024x1792', '1792x1024'] as const;

const officialCreate = z.looseObject({
  model: z.string(),
  prompt,
  seconds: z.enum(['4', '8', '12']).optional(),
  size: z.enum(sizes).optional(),
  input_reference: picture.optional(),
});
const looseCreate = z.looseObject({
  model: z.string(),
  prompt,
  seconds: amount.optional(),
  duration: amount.optional(),
  size: z.string().optional(),
  input_reference: z.union([picture, z.array(picture)]).optional(),
});
const follow = z.looseObject({
  model: z.string(),
  prompt,
  video: film.optional(),
  size: z.string().optional(),
});
const extension = z.looseObject({
  model: z.string(),
  prompt,
  video: film,
  seconds: z.union([z.enum(['4', '8', '12', '16', '20']), z.literal([4, 8, 12, 16, 20])]),
});
const looseExtension = extension.extend({ seconds: amount });
const character = z.looseObject({ model: z.string(), name: z.string().min(1).max(80), video: z.string() });
const role = z.looseObject({
  model: z.string(),
  url: z.string().optional(),
  from_task: z.string().optional(),
  timestamps: z.string(),
});

/** The body of a request, a form's files as data URLs. Throws ApiError. */
async function bodyOf(request: Request): Promise<Request> {
  let body: unknown;
  if (/^multipart\//i.test(request.headers.get('content-type') ?? '')) {
    let form: FormData;
    try {
      form = await request.formData();
    } catch {
      throw new ApiError(400, 'Could not parse multipart form');
    }
    const read: JsonDraft = {};
    for (const [name, value] of form) {
      const text =
        typeof value === 'string'
          ? value
          : `data:${value.type};base64,${Buffer.from(await value.arrayBuffer()).toString('base64')}`;
      const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
      if (outer !== undefined && inner !== undefined) {
        const before = read[outer];
        read[outer] = { ...(isObject(before) ? before : {}), [inner]: text };
      } else if (read[name] === undefined) read[name] = text;
      else read[name] = [read[name], text].flat();
    }
    body = read;
  } else {
    body = await request.json().catch(() => {
      throw new ApiError(400, 'We could not parse the JSON body of your request.');
    });
  }
  // Its default; where a request has no field for it, nobody looks at it.
  const sent = isObject(body) ? { model: 'sora-2', ...body } : body;
  return new Request('http://simulated/', { method: 'POST', body: JSON.stringify(sent) });
}

export type CreateRequest = {
  readonly model: string;
  readonly prompt: string;
  readonly seconds: number;
  readonly size: string;
};

const measures = (size: string): readonly [number, number] => {
  const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(size) ?? [];
  return [Number(width) || 720, Number(height) || 1280];
};
export const widthAndHeight = measures;

/** Throws ApiError in OpenAI's words. */
export async function readCreate(request: Request, official: boolean): Promise<CreateRequest> {
  const asked = await parseBody<z.infer<typeof looseCreate>>(
    await bodyOf(request),
    official ? officialCreate : looseCreate,
  );
  const size = asked.size ?? sizes[0];
  if (official && !asked.model.startsWith('sora-2-pro') && sizes.slice(2).some((one) => one === size))
    throw badField(
      `Invalid value: '${size}'. Supported values are: '720x1280' and '1280x720'.`,
      'size',
      'invalid_value',
    );
  if (official) checkPicture(asked.input_reference, size);
  // Upstreams of this wire that carry Veo make its usual eight seconds where nobody says how many.
  const usual = !official && /veo/i.test(asked.model) ? 8 : 4;
  const seconds = Number.parseFloat(String(asked.seconds ?? asked.duration ?? usual));
  return { model: asked.model, prompt: asked.prompt, seconds: seconds > 0 ? seconds : usual, size };
}

/** OpenAI's pictures must be as large as the film. */
function checkPicture(reference: unknown, size: string): void {
  const url = isObject(reference) ? reference['image_url'] : reference;
  if (typeof url !== 'string') return;
  if (isObject(reference) && !/^(?:https?:|data:)/.test(url))
    throw badField('Invalid URL in input_reference.image_url.', 'input_reference', 'invalid_value');
  const base64 = /^data:[^,]*;base64,/.exec(url);
  const found = base64 ? pngSize(Buffer.from(url.slice(base64[0].length), 'base64')) : undefined;
  const [width, height] = measures(size);
  if (found && (found.width !== width || found.height !== height))
    throw new ApiError(400, 'Inpaint image must match the requested width and height');
}

const idIn = (video: unknown): string | undefined =>
  isObject(video) && typeof video['id'] === 'string' ? video['id'] : undefined;

export async function readFollow(request: Request) {
  const asked = await parseBody(await bodyOf(request), follow);
  return { prompt: asked.prompt, id: idIn(asked.video), isUpload: typeof asked.video === 'string' };
}

export async function readExtension(request: Request, official: boolean) {
  const asked = await parseBody<z.infer<typeof looseExtension>>(
    await bodyOf(request),
    official ? extension : looseExtension,
  );
  return {
    prompt: asked.prompt,
    id: idIn(asked.video),
    isUpload: typeof asked.video === 'string',
    seconds: Number.parseFloat(String(asked.seconds)) || 4,
  };
}

export async function readCharacter(request: Request) {
  const asked = await parseBody(await bodyOf(request), character);
  if (!/^data:video\//.test(asked.video))
    throw badField("Invalid type for 'video': expected a video file.", 'video', 'invalid_type');
  return { name: asked.name };
}

export async function readRole(request: Request) {
  const asked = await parseBody(await bodyOf(request), role);
  if (asked.url === undefined && asked.from_task === undefined)
    throw badField('url or from_task is required', 'url', 'missing_required_parameter');
  const [, start, end] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(asked.timestamps) ?? [];
  const span = Number(end) - Number(start);
  if (!(span >= 1 && span <= 3))
    throw badField('timestamps must span 1 to 3 seconds', 'timestamps', 'invalid_value');
  return { fromTask: asked.from_task };
}
