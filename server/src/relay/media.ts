import { type Egress, EgressError } from '../base/egress.ts';
import type { Block, ChatRequest, Message, Source } from '../spec/chat.ts';
import { GatewayError } from '../spec/fault.ts';
import type { ChatPort } from '../spec/provider.ts';

/** The most that one medium may weigh, and all of one call together: base64 makes a third more of it. */
const mostBytes = 20 * 1024 * 1024;
const mostBytesTogether = 40 * 1024 * 1024;
const mostMedia = 50;
const timeoutMs = 30_000;

const accepted = {
  image: ['image/*'],
  audio: ['audio/*', 'application/ogg', 'video/webm'],
  video: ['video/*'],
  // Servers of documents are careless with types.
  file: ['application/*', 'text/*', 'binary/octet-stream'],
} as const;

type Medium = keyof typeof accepted;
type MediaBlock = Extract<Block, { source: Source }>;

const isMedium = (block: Block): block is MediaBlock => 'source' in block && block.type in accepted;

/** Fetches what an upstream cannot fetch itself. One for each call: a URL is fetched once, however many channels are tried. */
export class MediaFetcher {
  readonly #egress: Egress;
  readonly #fetched = new Map<string, Promise<Source>>();
  #bytes = 0;

  constructor(egress: Egress) {
    this.#egress = egress;
  }

  /**
   * The request with every URL that the port does not take turned into data. Throws GatewayError (field_invalid) naming
   * the host where a medium cannot be had.
   */
  async inline(request: ChatRequest, port: ChatPort, upstreamModel: string): Promise<ChatRequest> {
    const needs = (block: Block): boolean =>
      block.type === 'tool-result'
        ? block.content.some(needs)
        : isMedium(block) &&
          block.source.by === 'url' &&
          !port.takesUrl(block.type, block.source.url, upstreamModel);
    if (!request.messages.some(({ blocks }) => blocks.some(needs))) return request;
    const inlined = async <B extends Block>(block: B): Promise<B> => {
      if (block.type === 'tool-result')
        return needs(block) ? { ...block, content: await Promise.all(block.content.map(inlined)) } : block;
      if (!isMedium(block) || block.source.by !== 'url' || !needs(block)) return block;
      return { ...block, source: await this.#source(block.type, block.source.url) };
    };
    const messages = await Promise.all(
      request.messages.map(
        async (message): Promise<Message> =>
          message.blocks.some(needs)
            ? { ...message, blocks: await Promise.all(message.blocks.map(inlined)) }
            : message,
      ),
    );
    return { ...request, messages };
  }

  #source(medium: Medium, url: string): Promise<Source> {
    const known = this.#fetched.get(url);
    if (known) return known;
    if (this.#fetched.size >= mostMedia)
      throw new GatewayError('field_invalid', `at most ${mostMedia} media can be fetched for one call`);
    const source = this.#fetch(medium, url);
    this.#fetched.set(url, source);
    return source;
  }

  async #fetch(medium: Medium, url: string): Promise<Source> {
    try {
      const { status, headers, body } = await this.#egress.send(url, {
        maxBytes: mostBytes,
        timeoutMs,
        accept: accepted[medium],
      });
      if (status !== 200)
        throw new GatewayError(
          'field_invalid',
          `the ${medium} could not be fetched: its host answered ${status}`,
        );
      this.#bytes += body.length;
      if (this.#bytes > mostBytesTogether)
        throw new GatewayError('field_invalid', 'the media of this call are larger than 40 MB together');
      const mediaType = String(headers['content-type'] ?? 'application/octet-stream')
        .split(';')[0]!
        .trim();
      return { by: 'data', mediaType, data: body.toString('base64') };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      throw new GatewayError('field_invalid', `the ${medium} could not be fetched: ${error.message}`, {
        cause: error,
      });
    }
  }
}
