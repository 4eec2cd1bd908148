import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type FaultCode, GatewayError } from '../spec/fault.ts';
import type { StreamReader } from '../spec/provider.ts';

/** Sending one call to one upstream: the only place of the relay that opens connections. */

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

const largestAnswer = 64 * 1024 * 1024;
const largestError = 64 * 1024;

/** What went wrong on the way, in words of the fault table. Texts of the cause may hold addresses and stay in the log. */
function wentWrong(error: Error, begun: boolean): GatewayError {
  const code = 'code' in error ? String(error.code) : '';
  const is = (fault: FaultCode, message: string) => new GatewayError(fault, message, { cause: error });
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return is('upstream_unreachable', 'the upstream could not be reached in time');
  if (code === 'UND_ERR_HEADERS_TIMEOUT')
    return is('upstream_timeout', 'the upstream did not begin to answer in time');
  if (code === 'UND_ERR_BODY_TIMEOUT')
    return is('upstream_timeout', 'the upstream fell silent in the middle of its answer');
  if (error instanceof GatewayError) return error; // our own reason for stopping
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return is('upstream_garbage', 'the upstream answered something that is no HTTP');
  if (begun || code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE')
    return is('upstream_cut', 'the upstream broke off its answer');
  return is('upstream_unreachable', 'the upstream could not be reached');
}

/**
 * Abort is asked for from outside: the client left, or a drain took too long. `aborted` is for the time before the
 * connection stands, when there is nothing to abort yet: the request must not go out then either.
 */
export type Aborter = { abort?: () => void; aborted?: boolean };

/** Sends and collects a whole answer. Rejects with GatewayError. */
export function sendWhole(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  aborter: Aborter,
  firstByte: () => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    const left = () => new GatewayError('client_gone', 'the client left');
    if (aborter.aborted) return reject(left());
    aborter.abort = () => reject(left());
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        aborter.abort = () => controller.abort(left());
        if (aborter.aborted) controller.abort(left());
      },
      onResponseStart(_controller, statusCode, sent) {
        if (statusCode < 200) return;
        status = statusCode;
        headers = sent;
        firstByte();
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (status >= 300 && size > largestError) return; // the beginning tells enough
        if (size > largestAnswer)
          return controller.abort(
            new GatewayError('upstream_garbage', 'the upstream sent an answer of more than 64 MB'),
          );
        chunks.push(chunk);
      },
      onResponseEnd() {
        resolve({ status, headers, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
      },
      onResponseError: (_controller, error) => reject(wentWrong(error, status !== 0)),
    });
  });
}

/** What a stream tells whoever relays it. `bytes` are whole events. After `end` nothing more comes. */
export type StreamSink = {
  /** The upstream agreed: status 2xx. Nothing that a client would miss has come yet. */
  started(headers: IncomingHttpHeaders): void;
  /** False asks the stream to wait until `flow` is called. */
  data(bytes: Buffer): boolean;
  /** The end: 'ended' whole, or with the fault that cut it. */
  end(fault: GatewayError | undefined): void;
  /** The upstream refused: its status and (the beginning of) its words. */
  refused(answer: Answer): void;
};

export type Flow = Aborter & { flow?: () => void };

/** Sends a call whose answer is a stream. Every path ends in exactly one of `end` and `refused`. */
export function sendStream(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  reader: StreamReader,
  flow: 'events' | 'bytes',
  handle: Flow,
  sink: StreamSink,
): void {
  let status = 0;
  let headers: IncomingHttpHeaders = {};
  let refusal: Buffer[] | undefined;
  let size = 0;
  let over = false;
  const end = (fault: GatewayError | undefined) => {
    if (over) return;
    over = true;
    sink.end(fault);
  };
  const failed = () => {
    const { code, message, detail } = reader.fault!;
    return new GatewayError(code, message, detail ?? {});
  };
  handle.abort = () => {
    handle.aborted = true;
    over = true;
  };
  dispatcher.dispatch(options, {
    onRequestStart(controller) {
      handle.abort = () => controller.abort(new Error('nobody reads any more'));
      handle.flow = () => controller.resume();
      if (handle.aborted) handle.abort();
    },
    onResponseStart(_controller, statusCode, sent) {
      if (statusCode < 200) return;
      status = statusCode;
      headers = sent;
      if (statusCode >= 300) refusal = [];
      // Whole JSON in place of a stream: an error with status 200, or a server that cannot stream.
      else if (
        flow === 'events' &&
        !/event-?stream/i.test(String(sent['content-type'] ?? 'text/event-stream'))
      )
        refusal = [];
      else sink.started(headers);
    },
    onResponseData(controller, chunk) {
      // The answer is whole; an upstream that goes on talking is not listened to.
      if (over) return controller.abort(new Error('the stream has ended'));
      if (refusal) {
        size += chunk.length;
        if (size <= largestAnswer) refusal.push(chunk);
        return;
      }
      const bytes = reader.push(chunk);
      if (bytes && !sink.data(bytes)) controller.pause();
      if (reader.state === 'ended') {
        controller.resume(); // the rest is thrown away, so that the connection can be used again
        end(undefined);
      } else if (reader.state === 'failed') {
        end(failed());
        controller.abort(new Error('the stream has failed'));
      }
    },
    onResponseEnd() {
      if (refusal) {
        if (over) return;
        over = true;
        return sink.refused({ status, headers, body: Buffer.concat(refusal) });
      }
      if (over) return;
      if (reader.finish() === 'ended') end(undefined);
      else end(new GatewayError('upstream_cut', 'the upstream broke off its answer'));
    },
    onResponseError: (_controller, error) => end(wentWrong(error, status !== 0)),
  });
}
