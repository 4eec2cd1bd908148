import { type Egress, EgressError } from '../base/egress.ts';
import type { Json } from '../base/json.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Provider } from '../spec/provider.ts';
import type { Measured, ParentTask, TaskCall, TaskPort } from '../spec/task.ts';
import type { VideoRequest } from '../spec/video.ts';

/** How a provider can make a task: in the client's own wire, or by way of the neutral form of a film. */
export type TaskWay = { readonly wire: string; readonly port: TaskPort; readonly native: boolean };

/** Undefined: it cannot. */
export function taskWayOf(
  provider: Provider,
  dialectWire: string,
  call: Pick<TaskCall, 'action' | 'video'>,
  upstreamModel: string,
): TaskWay | undefined {
  const own = provider.tasks?.[dialectWire];
  if (own?.serves(upstreamModel, call.action)) return { wire: dialectWire, port: own, native: true };
  if (!call.video) return undefined;
  for (const wire in provider.tasks) {
    const port = provider.tasks[wire]!;
    if (port.writeVideo && port.serves(upstreamModel, undefined)) return { wire, port, native: false };
  }
  return undefined;
}

/** A task in the words of the upstream that is to make it. */
export type ReadyTask = Measured & {
  readonly action: string;
  readonly body: Json;
  /** Fields that this upstream has no place for. */
  readonly dropped: readonly string[];
};

const mostBytes = 20 * 1024 * 1024;
const timeoutMs = 30_000;

/** Makes a call ready for the upstreams that may take it; media are fetched once, however many those are. */
export class TaskTranslation {
  readonly #egress: Egress;
  readonly #call: TaskCall;
  readonly #parents: Readonly<Record<string, ParentTask>>;
  readonly #ready = new Map<string, Promise<ReadyTask>>();
  readonly #fetched = new Map<string, Promise<string>>();

  constructor(egress: Egress, call: TaskCall, parents: Readonly<Record<string, ParentTask>>) {
    this.#egress = egress;
    this.#call = call;
    this.#parents = parents;
  }

  /** Rejects with GatewayError (field_invalid) for what this upstream cannot be asked. */
  ready(provider: string, way: TaskWay, upstreamModel: string): Promise<ReadyTask> {
    const name = `${provider} ${way.wire} ${upstreamModel}`;
    const known = this.#ready.get(name);
    if (known) return known;
    const made = this.#make(way, upstreamModel);
    this.#ready.set(name, made);
    return made;
  }

  async #make({ port, native }: TaskWay, upstreamModel: string): Promise<ReadyTask> {
    const { action, body, video, facts = {} } = this.#call;
    const dropped: string[] = [];
    const asked =
      native || !video
        ? { action, body }
        : port.writeVideo!(await this.#withMedia(video, port.media), {
            upstreamModel,
            parents: this.#parents,
            drop: (field) => dropped.push(field),
          });
    const measured = port.measure({ ...asked, upstreamModel, facts });
    return { ...asked, usage: measured.usage, facts: { ...facts, ...measured.facts }, dropped };
  }

  async #withMedia(video: VideoRequest, media: TaskPort['media']): Promise<VideoRequest> {
    if (media === undefined) return video;
    const images = await Promise.all(
      video.images.map(async (image) => {
        const isData = image.url.startsWith('data:');
        if (media === 'url' && isData)
          throw new GatewayError(
            'field_invalid',
            'this model takes pictures by address only: send an http(s) URL in place of the picture itself',
          );
        return media === 'data' && !isData ? { ...image, url: await this.#asData(image.url) } : image;
      }),
    );
    const source = video.video;
    return source && media === 'data' && /^https?:/.test(source.url)
      ? { ...video, images, video: { ...source, url: await this.#asData(source.url) } }
      : { ...video, images };
  }

  #asData(url: string): Promise<string> {
    const known = this.#fetched.get(url);
    if (known) return known;
    const fetched = this.#fetch(url);
    this.#fetched.set(url, fetched);
    return fetched;
  }

  async #fetch(url: string): Promise<string> {
    try {
      const { status, headers, body } = await this.#egress.send(url, {
        maxBytes: mostBytes,
        timeoutMs,
        accept: ['image/*', 'video/*'],
      });
      if (status !== 200)
        throw new GatewayError(
          'field_invalid',
          `a picture or film of the request could not be fetched: its host answered ${status}`,
        );
      const type = String(headers['content-type'] ?? 'image/png')
        .split(';')[0]!
        .trim();
      return `data:${type};base64,${body.toString('base64')}`;
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      throw new GatewayError(
        'field_invalid',
        `a picture or film of the request could not be fetched: ${error.message}`,
      );
    }
  }
}
