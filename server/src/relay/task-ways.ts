import { type Egress, EgressError } from '../base/egress.ts';
import type { Json } from '../base/json.ts';
import type { Call } from '../spec/call.ts';
import { GatewayError } from '../spec/fault.ts';
import type { ImageRequest } from '../spec/image.ts';
import type { Provider } from '../spec/provider.ts';
import type { Mode } from '../spec/records.ts';
import type { Measured, ParentTask, TaskCall, TaskPort } from '../spec/task.ts';
import type { VideoRequest } from '../spec/video.ts';
import { findModel } from './names.ts';
import { routeWay, type Wanted } from './route.ts';
import type { Snapshot } from './snapshot.ts';

/** How a provider can make a task: in the client's own wire, or by way of the neutral form of a film. */
export type TaskWay = { readonly wire: string; readonly port: TaskPort; readonly native: boolean };

/** Undefined: it cannot. */
export function taskWayOf(
  provider: Provider,
  dialectWire: string,
  call: Pick<TaskCall, 'action' | 'video' | 'image'>,
  upstreamModel: string,
): TaskWay | undefined {
  const own = provider.tasks?.[dialectWire];
  if (own?.serves(upstreamModel, call.action)) return { wire: dialectWire, port: own, native: true };
  for (const wire in provider.tasks) {
    const port = provider.tasks[wire]!;
    const writes = (call.video && port.writeVideo) || (call.image && port.writeImage);
    if (writes && port.serves(upstreamModel, undefined)) return { wire, port, native: false };
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
    const { action, body, video, image, facts = {} } = this.#call;
    const dropped: string[] = [];
    const to = { upstreamModel, parents: this.#parents, drop: (field: string) => dropped.push(field) };
    let asked = { action, body };
    if (!native && video && port.writeVideo)
      asked = port.writeVideo(await this.#withMedia(video, port.media), to);
    else if (!native && image && port.writeImage)
      asked = port.writeImage(await this.#withPictures(image, port.media), to);
    const measured = port.measure({ ...asked, upstreamModel, facts });
    return { ...asked, usage: measured.usage, facts: { ...facts, ...measured.facts }, dropped };
  }

  async #withPictures(image: ImageRequest, media: TaskPort['media']): Promise<ImageRequest> {
    if (media === undefined) return image;
    const images = await Promise.all(image.images.map((url) => this.#given(url, media)));
    const mask = image.mask === undefined ? undefined : await this.#given(image.mask, media);
    return { ...image, images, ...(mask === undefined ? {} : { mask }) };
  }

  /** A picture in the form that the upstream takes. */
  async #given(url: string, media: 'url' | 'data'): Promise<string> {
    const isData = url.startsWith('data:');
    if (media === 'url' && isData)
      throw new GatewayError(
        'field_invalid',
        'this model takes pictures by address only: send an http(s) URL in place of the picture itself',
      );
    return media === 'data' && !isData ? this.#asData(url) : url;
  }

  async #withMedia(video: VideoRequest, media: TaskPort['media']): Promise<VideoRequest> {
    if (media === undefined) return video;
    const images = await Promise.all(
      video.images.map(async (image) => ({ ...image, url: await this.#given(image.url, media) })),
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

/**
 * Does no channel of the caller answer this endpoint itself, while one makes it as a task? A model of several channels is
 * answered at once where one of them can.
 */
export function isMadeByTasks(
  snapshot: Snapshot,
  caller: { readonly mode: Mode; readonly group: string },
  wire: string,
  endpoint: Wanted,
  call: Pick<Call, 'model'>,
): boolean {
  const model = findModel(snapshot, call.model)?.model;
  if (!model) return false;
  const routes = snapshot.routes(caller.mode, caller.group, model.name).flat();
  if (routes.some((one) => routeWay(one, wire, endpoint, model) !== undefined)) return false;
  return routes.some(({ outlet }) => outlet.provider.tasks !== undefined);
}
