import type { CallKind } from '../spec/call.ts';
import type { Dialect, Endpoint } from '../spec/dialect.ts';
import type { ModelFact, Provider } from '../spec/provider.ts';
import { type Door, type Medium, media, type Reach } from '../spec/reach.ts';
import type { TaskPort } from '../spec/task.ts';
import type { Snapshot } from './snapshot.ts';
import { wayOf } from './way.ts';

const gives: Readonly<Record<CallKind, readonly Medium[]>> = {
  chat: ['text'],
  completion: ['text'],
  embedding: ['vector'],
  speech: ['audio'],
  transcription: ['text'],
  moderation: ['score'],
  rerank: ['score'],
  image: ['image'],
  video: ['video'],
  music: ['audio'],
  realtime: ['text', 'audio'],
};

const takesBesideText: Readonly<Partial<Record<CallKind, readonly Medium[]>>> = {
  transcription: ['audio'],
  realtime: ['audio'],
};

/** What can be made of sound alone has no words to begin with. */
const withoutText: readonly CallKind[] = ['transcription'];

function doorOf(
  provider: Provider,
  dialect: Dialect,
  endpoint: Endpoint,
  upstreamModel: string,
  kinds: readonly CallKind[],
): Door['by'] | undefined {
  if (endpoint.alias) return undefined;
  if (endpoint.does === 'relay') {
    const way = wayOf(provider, dialect.wire, endpoint, upstreamModel, kinds);
    if (way) return way.by === 'bytes' ? 'bytes' : 'conversion';
    const isMade =
      endpoint.task && kinds.includes(endpoint.kind) && neutralPort(provider, endpoint.kind, upstreamModel);
    return isMade ? 'conversion' : undefined;
  }
  if (endpoint.does === 'realtime')
    return provider.sessions?.[dialect.wire]?.serves(upstreamModel) ? 'bytes' : undefined;
  if (endpoint.does !== 'submit-task' || !kinds.includes(endpoint.kind)) return undefined;
  if (provider.tasks?.[dialect.wire]?.serves(upstreamModel, undefined)) return 'bytes';
  return endpoint.neutral && neutralPort(provider, 'video', upstreamModel) ? 'conversion' : undefined;
}

function neutralPort(provider: Provider, kind: CallKind, upstreamModel: string): TaskPort | undefined {
  return Object.values(provider.tasks ?? {}).find(
    (port) =>
      (kind === 'video' ? port.writeVideo : kind === 'image' ? port.writeImage : undefined) &&
      port.serves(upstreamModel, undefined),
  );
}

const picture = { url: 'https://example.com/a.png', data: 'data:image/png;base64,iVBORw0KGgo=' };

/** Whether a request of that form can be written for the model, and nothing of it is left out. */
function writes(write: (drop: (field: string) => void) => unknown): boolean {
  let isWhole = true;
  try {
    write((field) => {
      if (/image|picture|frame|video|film|prompt/i.test(field)) isWhole = false;
    });
    return isWhole;
  } catch {
    return false;
  }
}

/** Asks the port that makes films or pictures what it can be given: what it refuses, the model does not take. */
function takenByPorts(
  provider: Provider,
  upstreamModel: string,
  kinds: readonly CallKind[],
): Medium[] | undefined {
  const taken = new Set<Medium>();
  let asked = false;
  for (const port of Object.values(provider.tasks ?? {})) {
    if (!port.serves(upstreamModel, undefined)) continue;
    const to = (drop: (field: string) => void) => ({ upstreamModel, parents: {}, drop });
    const url = port.media === 'data' ? picture.data : picture.url;
    const { writeVideo, writeImage } = port;
    if (writeVideo && kinds.includes('video')) {
      asked = true;
      const film = { prompt: 'a', extra: {} };
      if (writes((drop) => writeVideo({ ...film, images: [] }, to(drop)))) taken.add('text');
      for (const role of ['first', 'reference'] as const)
        if (writes((drop) => writeVideo({ ...film, images: [{ role, url }] }, to(drop))))
          taken.add('text').add('image');
      if (writes((drop) => writeVideo({ ...film, images: [], video: { url: picture.url } }, to(drop))))
        taken.add('text').add('video');
    }
    if (writeImage && kinds.includes('image')) {
      asked = true;
      const shot = { prompt: 'a', count: 1, extra: {} };
      if (writes((drop) => writeImage({ ...shot, how: 'generate', images: [] }, to(drop)))) taken.add('text');
      for (const how of ['edit', 'generate', 'vary'] as const)
        if (writes((drop) => writeImage({ ...shot, how, images: [url] }, to(drop)))) taken.add('image');
    }
  }
  return asked ? [...taken] : undefined;
}

function mediaOf(
  provider: Provider,
  upstreamModel: string,
  kinds: readonly CallKind[],
  fact: ModelFact | undefined,
  doors: readonly Door[],
): Pick<Reach, 'takes' | 'gives'> {
  const takes = new Set<Medium>();
  const out = new Set<Medium>(kinds.flatMap((kind) => gives[kind]));
  const priced = new Set(fact?.card.rates.map(({ meter }) => meter));
  const ofPorts = takenByPorts(provider, upstreamModel, kinds);
  if (ofPorts) for (const medium of ofPorts) takes.add(medium);
  else if (!kinds.every((kind) => withoutText.includes(kind))) takes.add('text');
  for (const kind of kinds) for (const medium of takesBesideText[kind] ?? []) takes.add(medium);
  if (fact?.maxImageTokens !== undefined || priced.has('input_image_tokens')) takes.add('image');
  if (priced.has('input_audio_tokens')) takes.add('audio');
  if (priced.has('output_audio_tokens')) out.add('audio');
  if (priced.has('output_image_tokens')) out.add('image');
  const takesFile = doors.some(
    ({ endpoint, by }) =>
      by === 'bytes' && endpoint.does === 'relay' && endpoint.kind === 'image' && endpoint.form,
  );
  if (takesFile) takes.add('image');
  return { takes: media.filter((one) => takes.has(one)), gives: media.filter((one) => out.has(one)) };
}

/** By provider, name and kinds: facts of the program, so they are found out once. */
const known = new WeakMap<Provider, Map<string, Reach>>();

function reachAt(
  dialects: readonly Dialect[],
  provider: Provider,
  upstreamModel: string,
  kinds: readonly CallKind[],
  fact: ModelFact | undefined,
  isModel: (name: string) => boolean,
): Reach {
  const ofProvider = known.get(provider) ?? new Map<string, Reach>();
  known.set(provider, ofProvider);
  const key = `${upstreamModel} ${fact?.id} ${kinds.join()}`;
  const found = ofProvider.get(key);
  if (found) return found;
  const doors = dialects.flatMap((dialect) =>
    dialect.endpoints.flatMap((endpoint): Door[] => {
      // An address of another model's own.
      if ('name' in endpoint && endpoint.name !== upstreamModel && isModel(endpoint.name)) return [];
      const by = doorOf(provider, dialect, endpoint, upstreamModel, kinds);
      return by ? [{ dialect: dialect.id, endpoint, by }] : [];
    }),
  );
  const reach = { doors, ...mediaOf(provider, upstreamModel, kinds, fact, doors) };
  ofProvider.set(key, reach);
  return reach;
}

function union(reaches: readonly Reach[]): Reach {
  const doors = new Map<Endpoint, Door>();
  for (const door of reaches.flatMap((reach) => reach.doors))
    if (doors.get(door.endpoint)?.by !== 'bytes') doors.set(door.endpoint, door);
  return {
    doors: [...doors.values()],
    takes: media.filter((one) => reaches.some((reach) => reach.takes.includes(one))),
    gives: media.filter((one) => reaches.some((reach) => reach.gives.includes(one))),
  };
}

/** How the model can be called in a group: over the channels that serve it there, else as the simulators answer it. */
export function reachOf(
  dialects: readonly Dialect[],
  snapshot: Pick<Snapshot, 'models' | 'routes'>,
  group: string,
  name: string,
): Reach {
  const model = snapshot.models.get(name);
  if (!model) return { doors: [], takes: [], gives: [] };
  const live = snapshot.routes('live', group, name).flat();
  const routes = live.length > 0 ? live : snapshot.routes('test', group, name).flat();
  const { kinds } = model.listed;
  const reaches = routes.map(({ outlet, upstreamModel }) =>
    reachAt(dialects, outlet.provider, upstreamModel, kinds, model.fact, (one) => snapshot.models.has(one)),
  );
  return reaches.length === 1 ? reaches[0]! : union(reaches);
}
