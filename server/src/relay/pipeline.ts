import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { newId } from '../base/ids.ts';
import { isObject, parseJson } from '../base/json.ts';
import type { RequestHead } from '../spec/call.ts';
import type {
  CountEndpoint,
  Dialect,
  FileEndpoint,
  KeptEndpoint,
  RealtimeEndpoint,
  RelayEndpoint,
  SecretEndpoint,
  SubmitEndpoint,
  TaskDeskEndpoint,
  WireAnswer,
} from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { fileIdPrefix } from '../spec/files.ts';
import { checkAllowed, headOf, keyOf, simulateHeaders } from './admission.ts';
import { Background } from './background.ts';
import { BodyReader, forget } from './body.ts';
import { quoteCall } from './call-quote.ts';
import type { Caller } from './callers.ts';
import { answerFilm, makesFilms } from './chat-film.ts';
import { ChatConversion } from './conversion.ts';
import { answerCount } from './count.ts';
import { holdFor } from './hold.ts';
import { Idempotency } from './idempotency.ts';
import type { Earlier } from './kept.ts';
import { KeyGuard } from './key-guard.ts';
import { answerModels } from './models.ts';
import { findModel } from './names.ts';
import type { Job, RelayDeps } from './ports.ts';
import { Reply } from './reply.ts';
import { isShortKey } from './secrets.ts';
import { Sessions } from './sessions.ts';
import { type Asked, logRefused } from './settle.ts';
import { StreamRelay, StreamWatch } from './stream.ts';
import type { Submission } from './submission.ts';
import { submit, taskHeaders } from './submit.ts';
import {
  deskFor,
  questionBody,
  resultByLink,
  sendResult,
  sendTaskAnswer,
  takeCallback,
} from './task-desk.ts';
import { waitedAnswer, waitedFor } from './task-wait.ts';
import { isMadeByTasks } from './task-ways.ts';
import { VisitRate } from './visit-rate.ts';
import { relayWhole } from './whole.ts';

export type Relay = {
  /** Answers one call. Never rejects: every error becomes an answer in the dialect. */
  handle(
    dialect: Dialect,
    endpoint: RelayEndpoint | CountEndpoint,
    request: IncomingMessage,
    response: ServerResponse,
    params: RequestHead['params'],
  ): Promise<void>;
  /** Answers an endpoint for answers that were kept. */
  kept(
    dialect: Dialect,
    does: KeptEndpoint['does'],
    request: IncomingMessage,
    id: string,
  ): Promise<WireAnswer & { requestId: string }>;
  /** Answers an endpoint for files. */
  files(
    dialect: Dialect,
    endpoint: FileEndpoint,
    request: IncomingMessage,
    response: ServerResponse,
    params: RequestHead['params'],
  ): Promise<void>;
  /** Makes a task. */
  submit(
    dialect: Dialect,
    endpoint: SubmitEndpoint,
    request: IncomingMessage,
    response: ServerResponse,
    params: RequestHead['params'],
  ): Promise<void>;
  /** Answers a question about tasks. */
  desk(
    dialect: Dialect,
    endpoint: TaskDeskEndpoint,
    request: IncomingMessage,
    response: ServerResponse,
    params: RequestHead['params'],
  ): Promise<void>;
  /** A result by its link, and what upstreams call back; `dialect` writes faults. */
  result(
    dialect: Dialect,
    request: IncomingMessage,
    response: ServerResponse,
    params: RequestHead['params'],
  ): Promise<void>;
  callback(
    dialect: Dialect,
    request: IncomingMessage,
    response: ServerResponse,
    params: RequestHead['params'],
  ): Promise<void>;
  /** Answers what the gateway knows itself: the models of this key. `model`: one, by name. */
  models(
    dialect: Dialect,
    request: IncomingMessage,
    model?: string,
  ): Promise<WireAnswer & { requestId: string }>;
  /** Opens a session. `refuse` answers the opening in HTTP; `accept` makes the client's end of it. */
  session(
    dialect: Dialect,
    endpoint: RealtimeEndpoint,
    request: IncomingMessage,
    refuse: (answer: WireAnswer & { requestId: string }) => void,
    accept: (protocol: string | undefined) => Promise<WebSocket>,
  ): Promise<void>;
  /** Makes a short-lived key for sessions. */
  makeSecret(
    dialect: Dialect,
    endpoint: SecretEndpoint,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void>;
  /** A stop does not wait any longer: sessions end with a word, answers in the background are given up. */
  breakSessions(): void;
  readonly streams: StreamWatch;
  readonly open: () => number;
  /** Called once a second. */
  tick(now: number): void;
};

/** authenticate → read → route → price → hold → send → write → meter → settle */
export function createRelay(deps: RelayDeps): Relay {
  const streams = new StreamWatch();
  const idempotency = new Idempotency(deps);
  const guard = new KeyGuard(deps.clock);
  const visits = new VisitRate(deps.clock);
  const bodies = new BodyReader(deps.settings.bodyLimit, deps.settings.bodyQuietMs, deps.clock);
  let open = 0;
  const sessions = new Sessions(deps, authenticate);
  const background = new Background(deps);

  /** `own`: a key that is not the request's own text; a short-lived one is none then. */
  async function authenticate(
    request: IncomingMessage,
    own?: string,
  ): Promise<{ caller: Caller; ip: string }> {
    const ip = deps.addressOf(request);
    const key = own ?? realKey(keyOf(request), ip);
    if (key === undefined)
      throw new GatewayError('token_missing', "no API key: send it as 'Authorization: Bearer sk-…'");
    const found = deps.callers.find(key);
    let caller: Caller;
    try {
      if (found instanceof Promise) {
        found.catch(() => {}); // it is awaited below, unless the address has to wait first
        if (!deps.callers.knows(key)) guard.check(ip);
        caller = await found;
      } else caller = found;
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'token_invalid') guard.failed(ip);
      throw error;
    }
    caller.check(deps.clock.now(), ip);
    if (caller.isVisitor) visits.count(caller.tokenId);
    return { caller, ip };
  }

  /** The key behind a short-lived one that was made for all calls; one for sessions opens nothing else. */
  function realKey(sent: string | undefined, ip: string): string | undefined {
    if (sent === undefined || !isShortKey(sent)) return sent;
    guard.check(ip);
    try {
      const { key, everywhere } = deps.shortKeys.open(sent);
      if (everywhere) return key;
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'token_invalid') guard.failed(ip);
      throw error;
    }
    throw new GatewayError('token_invalid', 'this client secret opens sessions only; send an API key');
  }

  /** Routes, prices and holds. A call that gets no further is written to the log. */
  async function prepare(asked: Asked, head: RequestHead): Promise<Job> {
    try {
      return await prepared(asked, head);
    } catch (error) {
      if (error instanceof GatewayError) logRefused(deps, asked, error);
      throw error;
    }
  }

  async function prepared(named: Asked, head: RequestHead): Promise<Job> {
    const { asked, model, tiers, thinking, price, group } = await quoteCall(deps, named, head);
    const { caller } = asked;
    let { call } = asked;
    if (thinking !== undefined) call = { ...call, thinking };
    const { hold, outputCap } = await holdFor(deps.purses, caller, call, model, price, group.ratio);
    if (outputCap !== undefined) call = { ...call, outputCap };
    return {
      ...asked,
      call,
      conversion: conversionOf({ ...asked, call }),
      model,
      tiers,
      price,
      group: caller.group,
      ratio: { text: group.group.ratio, value: group.ratio },
      hold,
      extraHeaders: simulateHeaders(caller, head),
    };
  }

  /** Made when it is asked for: most calls meet a channel of their own wire. */
  function conversionOf({ dialect, endpoint, call, caller, requestId, startedAt }: Asked): Job['conversion'] {
    let made: ChatConversion | undefined;
    return () => {
      const id = requestId.replace(/^req_/, '');
      made ??= new ChatConversion(deps, dialect.wire, endpoint.chat!, call, caller.userId, id, startedAt);
      return made;
    };
  }

  async function serve(job: Job, reply: Reply): Promise<boolean> {
    try {
      return await (job.call.stream ? serveStream(job, reply) : relayWhole(deps, job, reply));
    } finally {
      job.hold.release(); // does nothing after a settlement; without one nothing was given
    }
  }

  async function serveStream(job: Job, reply: Reply): Promise<boolean> {
    const stream = new StreamRelay(deps, job, reply);
    streams.add(stream);
    deps.watch.streamOpened();
    try {
      return await stream.run();
    } finally {
      streams.remove(stream);
      deps.watch.streamClosed();
    }
  }

  /** What is asked of the gateway itself, with one place for everything that can go wrong. */
  async function answering(
    dialect: Dialect,
    response: ServerResponse,
    work: (reply: Reply, requestId: string, startedAt: number) => Promise<void>,
  ): Promise<void> {
    const startedAt = deps.clock.now();
    const requestId = newId('req', startedAt);
    const reply = new Reply(response, requestId);
    open++;
    try {
      if (deps.stopping()) throw stopping();
      await work(reply, requestId, startedAt);
    } catch (error) {
      fail(dialect, reply, error);
    } finally {
      open--;
    }
  }

  return {
    streams,
    open: () => open,
    breakSessions() {
      sessions.breakAll();
      background.stop();
    },
    async session(dialect, endpoint, request, refuse, accept) {
      const requestId = newId('req', deps.clock.now());
      open++;
      try {
        await sessions.open(dialect, endpoint, request, requestId, accept);
      } catch (error) {
        refuse({ ...dialect.writeFault(asFault(error, requestId), requestId), requestId });
      } finally {
        open--;
      }
    },
    async makeSecret(dialect, endpoint, request, response) {
      const reply = new Reply(response, newId('req', deps.clock.now()));
      try {
        const key = keyOf(request);
        const { caller } = await authenticate(request, key);
        const body = await bodies.read(request);
        const asked = endpoint.front.read(body);
        if (asked.model !== undefined) checkAllowed(deps.snapshot(), caller, asked.model);
        const { secret, expiresAt } = deps.shortKeys.make(key!, asked);
        const text = endpoint.front.write(secret, Math.floor(expiresAt / 1000), body);
        reply.answer(200, { 'content-type': 'application/json; charset=utf-8' }, text);
      } catch (error) {
        fail(dialect, reply, error);
      }
    },
    tick(now) {
      streams.tick(now);
      bodies.tick(now);
    },
    async handle(dialect, endpoint, request, response, params) {
      const startedAt = deps.clock.now();
      const requestId = newId('req', startedAt);
      const reply = new Reply(response, requestId);
      open++;
      let release = () => {};
      let form: Buffer | undefined;
      try {
        if (deps.stopping()) throw stopping();
        const who = await authenticate(request);
        const large = await bodies.readLarge(request);
        release = large.release;
        const { body } = large;
        const head = headOf(request, params);
        const reading = deps.compute.read(dialect.id, endpoint, body, head);
        let call = reading instanceof Promise ? await reading : reading;
        // Forms are answered within their request: nothing of them is made in the background.
        if (call.contentType !== undefined) form = call.body;
        if (endpoint.does === 'count') {
          await answerCount(deps, { ...who, requestId, dialect, endpoint, call }, head, reply);
          return;
        }
        const sent = request.headers['idempotency-key'];
        const key = typeof sent === 'string' && sent !== '' ? sent : undefined;
        const taskLike = {
          ...who,
          requestId,
          startedAt,
          dialect,
          endpoint,
          head,
          idempotencyKey: key,
          origin: deps.originOf(request),
        };
        if (endpoint.chat && makesFilms(findModel(deps.snapshot(), call.model)?.model.kinds)) {
          const context = { id: requestId.replace(/^req_/, ''), model: call.model, at: startedAt, call };
          const film = { ...taskLike, sent: sentTo(request, call.body), front: endpoint.chat, context };
          await answerFilm(deps, film, reply);
          return;
        }
        if (endpoint.task && isMadeByTasks(deps.snapshot(), who.caller, dialect.wire, endpoint, call)) {
          const { task } = endpoint;
          const asked = task.read(call, head);
          const written = () => ({ status: 202, headers: {}, body: '' }); // replaced by what `task.answer` says
          const { row, dropped } = await submit(deps, {
            ...taskLike,
            sent: sentTo(request, call.contentType === undefined ? call.body : undefined),
            endpoint: { name: endpoint.name, written },
            call: asked,
          });
          const ended = await waitedFor(deps, row, asked.waitMs ?? 0, () => reply.gone);
          const answer = waitedAnswer(deps, dialect, task, ended, head, asked);
          await sendTaskAnswer(deps, answer, who.caller, request, reply, taskHeaders(ended, dropped));
          return;
        }
        let earlier: Earlier | undefined;
        if (call.continues !== undefined && dialect.kept)
          ({ call, earlier } = await deps.kept.continued(dialect.kept, call, who.caller.userId, (bytes) =>
            deps.compute.read(dialect.id, endpoint, bytes, head),
          ));
        if (call.background && dialect.kept) {
          if (key !== undefined)
            throw new GatewayError(
              'field_invalid',
              'an Idempotency-Key cannot be used with an answer in the background: ask for the answer by its id',
              { param: 'background' },
            );
          const asked = { ...who, requestId, startedAt, dialect, endpoint, call, idempotencyKey: undefined };
          const job = await prepare({ ...asked, ...(earlier ? { earlier } : {}) }, head);
          open++;
          const begun = await background
            .start(job, dialect.kept, () => open--)
            .catch((error: unknown) => {
              open--;
              job.hold.release();
              throw error;
            });
          reply.answer(200, { 'content-type': 'application/json; charset=utf-8' }, begun);
          return;
        }
        const asked: Asked = {
          ...who,
          requestId,
          startedAt,
          dialect,
          endpoint,
          call,
          idempotencyKey: key,
          ...(earlier ? { earlier } : {}),
        };
        if (key === undefined) {
          await serve(await prepare(asked, head), reply);
          return;
        }
        reply.keepCopy(deps.settings.storedLimit);
        await idempotency.run(
          who.caller.tokenId,
          key,
          `${request.method} ${endpoint.path}`,
          call.body, // not `body`: a large one was moved to the thread that read it, and is empty here
          (stored) => {
            const bytes = Buffer.from(stored.body, 'base64');
            const { 'content-length': _length, ...headers } = stored.headers;
            reply.answer(
              stored.status,
              { ...headers, 'x-key4u-idempotent-replay': 'true', 'x-key4u-cost': '0' },
              bytes,
            );
          },
          () => reply.gone,
          async () => serve(await prepare(asked, head), reply),
        );
      } catch (error) {
        fail(dialect, reply, error);
      } finally {
        if (form) forget(form);
        release();
        open--;
      }
    },
    async kept(dialect, does, request, id) {
      const requestId = newId('req', deps.clock.now());
      try {
        const { caller } = await authenticate(request);
        const query = new URLSearchParams(headOf(request, {}).query);
        const answer = await deps.kept.serve(dialect.kept!, does, id, caller.userId, query, (row) =>
          background.cancel(row),
        );
        return { ...answer, requestId };
      } catch (error) {
        return { ...dialect.writeFault(asFault(error, requestId), requestId), requestId };
      }
    },
    async files(dialect, endpoint, request, response, params) {
      const reply = new Reply(response, newId('req', deps.clock.now()));
      open++;
      try {
        if (deps.stopping()) throw stopping();
        const who = async () => (await authenticate(request)).caller.userId;
        const origin = deps.originOf(request);
        await deps.files.serve(
          dialect,
          endpoint,
          headOf(request, params),
          request,
          reply,
          bodies,
          who,
          origin,
        );
      } catch (error) {
        fail(dialect, reply, error, !request.complete);
      } finally {
        open--;
      }
    },
    submit: (dialect, endpoint, request, response, params) =>
      answering(dialect, response, async (reply, requestId, startedAt) => {
        const who = await authenticate(request);
        const sentBody = await bodies.read(request);
        const head = headOf(request, params);
        const serve = endpoint.asks?.(head);
        if (serve) {
          const desk = deskFor(deps, dialect, who.caller, deps.originOf(request));
          const answered = await serve({ head, body: questionBody(sentBody) }, desk);
          return sendTaskAnswer(deps, answered, who.caller, request, reply);
        }
        const isNaming = dialect.fileRefs !== undefined && /^\s*\{/.test(sentBody.toString('latin1', 0, 64));
        const body =
          isNaming && sentBody.includes(fileIdPrefix) && questionBody(sentBody)
            ? await deps.files.inlined(dialect.fileRefs, sentBody, who.caller.userId)
            : sentBody;
        const call = await deps.compute.readTask(dialect.id, endpoint, body, head);
        const sent = request.headers['idempotency-key'];
        const { answer, row, dropped } = await submit(deps, {
          ...who,
          requestId,
          startedAt,
          dialect,
          endpoint,
          call,
          head,
          idempotencyKey: typeof sent === 'string' && sent !== '' ? sent : undefined,
          origin: deps.originOf(request),
          sent: sentTo(request, sentBody),
        });
        if (call.waitMs === undefined)
          return reply.answer(
            answer.status,
            { ...answer.headers, ...taskHeaders(row, dropped) },
            answer.body,
          );
        const ended = await waitedFor(deps, row, call.waitMs, () => reply.gone);
        const waited = waitedAnswer(deps, dialect, endpoint, ended, head, call);
        await sendTaskAnswer(deps, waited, who.caller, request, reply, taskHeaders(ended, dropped));
      }),
    desk: (dialect, endpoint, request, response, params) =>
      answering(dialect, response, async (reply) => {
        const asker = endpoint.open ? undefined : (await authenticate(request)).caller;
        const body = questionBody(request.method === 'GET' ? Buffer.alloc(0) : await bodies.read(request));
        const desk = deskFor(deps, dialect, asker, deps.originOf(request));
        const answer = await endpoint.serve({ head: headOf(request, params), body }, desk);
        await sendTaskAnswer(deps, answer, asker, request, reply);
      }),
    result: (dialect, request, response, params) =>
      answering(dialect, response, async (reply) => {
        const { row, index } = await resultByLink(deps, params);
        await sendResult(deps, row, index, request, reply, params['name']);
      }),
    callback: (dialect, request, response, params) =>
      answering(dialect, response, async (reply) => {
        const answer = await takeCallback(deps, params, questionBody(await bodies.read(request)));
        reply.answer(200, { 'content-type': 'application/json' }, JSON.stringify(answer ?? {}));
      }),
    async models(dialect, request, name) {
      const requestId = newId('req', deps.clock.now());
      try {
        const { caller } = await authenticate(request);
        const head = headOf(request, {});
        return { ...answerModels(deps.snapshot(), dialect, caller, head, name), requestId };
      } catch (error) {
        return { ...dialect.writeFault(asFault(error, requestId), requestId), requestId };
      }
    },
  };

  function asFault(error: unknown, requestId: string): GatewayError {
    const fault =
      error instanceof GatewayError
        ? error
        : new GatewayError(
            'gateway_fault',
            'something went wrong inside the gateway; the operator finds it in the log by the request id',
            { cause: error },
          );
    if (fault.fault.blame === 'gateway')
      deps.watch.warn('a call failed inside the gateway', {
        requestId,
        fault: fault.code,
        cause: fault.detail.cause,
      });
    return fault;
  }

  /** `close`: the rest of what the client sends is not waited for. */
  function fail(dialect: Dialect, reply: Reply, error: unknown, close = false): void {
    const fault = asFault(error, reply.requestId);
    if (reply.begun) {
      reply.cut();
      return;
    }
    const { status, headers, body } = dialect.writeFault(fault, reply.requestId);
    const closes = close || fault.code === 'body_too_large' || fault.code === 'body_timeout';
    reply.answer(status, { ...headers, ...(closes ? { connection: 'close' } : {}) }, body);
  }
}

/** A longer body has media in it; it is shown as the dialect read it. */
const longestShown = 64 * 1024;

/** Where a request that makes a task was sent, without its query, which may hold a key; and what, in its own words. */
function sentTo(request: IncomingMessage, body?: Buffer): NonNullable<Submission['sent']> {
  const asJson = !/^multipart\//i.test(request.headers['content-type'] ?? '');
  const own = asJson && body && body.length <= longestShown ? parseJson(body) : undefined;
  return {
    method: request.method ?? 'POST',
    path: (request.url ?? '').split('?')[0]!,
    asJson,
    ...(isObject(own) ? { body: own } : {}),
  };
}

const stopping = (): GatewayError =>
  new GatewayError('stopping', 'the gateway is being restarted; try again in a moment', { retryAfter: 2 });
