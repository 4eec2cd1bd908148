/**
 * The load side, a process of its own on the load core: `node load.ts JSON`, with the job below as JSON. It reads
 * the measured server's CPU time and memory itself, so that they fall together with what it counts, and prints
 * one line of JSON at the end.
 */
import { connect, type Socket } from 'node:net';
import { sleep, useOf } from './machine.ts';
import { ResponseReader } from './response-reader.ts';
import { contentOf, imageRequest, type Stream, smallRequest, streamRequest } from './wire.ts';

export type Target = { port: number; path: string; headers: Record<string, string>; pid: number };

export type Job = { target: Target } & (
  | { kind: 'calls'; connections: number; seconds: number }
  | { kind: 'streams'; streams: number; stream: Stream; rampMs: number; deadlineMs: number }
  | { kind: 'readers'; readers: number; stream: Stream; bytesPerSecond: number; deadlineMs: number }
  | { kind: 'train'; everyMs: number; seconds: number }
  | { kind: 'images'; bytes: number; seconds: number }
);

export type CallsResult = { answered: number; failed: number; seconds: number; firstFault: string | null };
export type StreamsResult = {
  whole: number;
  failed: number;
  firstFault: string | null;
  events: number;
  seconds: number;
  cpuSeconds: number;
  /** Between the first event of the last stream and the first end of any: no opening and no closing in it. */
  steady: { events: number; seconds: number; cpuSeconds: number } | null;
  residentBefore: number;
  residentPeak: number;
};
export type ReadersResult = {
  whole: number;
  failed: number;
  firstFault: string | null;
  bytes: number;
  seconds: number;
  residentBefore: number;
  residentPeak: number;
};
export type TrainResult = {
  answered: number;
  failed: number;
  firstFault: string | null;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
};
export type ImagesResult = { answered: number; failed: number; firstFault: string | null; meanMs: number };

function requestBytes(target: Target, body: string): Buffer {
  const headers = {
    host: `127.0.0.1:${target.port}`,
    'content-type': 'application/json',
    ...target.headers,
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${target.path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

type Call = { body(slice: Buffer): void; end(fault: string | undefined): void };

/** One connection that carries one call after the other. All connections read into the same memory. */
const readInto = Buffer.allocUnsafe(65_536);

class Line {
  readonly socket: Socket;
  #call: Call | undefined;
  #alive = true;
  #excerpt = '';

  constructor(port: number) {
    const reader = new ResponseReader({
      body: (slice) => {
        if (this.#excerpt.length < 300) this.#excerpt += slice.toString('latin1', 0, 300);
        this.#call?.body(slice);
      },
      end: (status, reusable) => {
        if (!reusable) this.#alive = false;
        const call = this.#call;
        this.#call = undefined;
        call?.end(status === 200 ? undefined : `status ${status}: ${this.#excerpt.slice(0, 300)}`);
      },
    });
    const lost = (why: string) => {
      if (!this.#alive && !this.#call) return;
      this.#alive = false;
      if (reader.close()) return;
      const call = this.#call;
      this.#call = undefined;
      call?.end(why);
    };
    this.socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: readInto,
        callback: (length, bytes) => {
          try {
            reader.feed(Buffer.from(bytes.buffer, bytes.byteOffset, length));
          } catch (error) {
            this.socket.destroy(error instanceof Error ? error : undefined);
          }
          return true;
        },
      },
    });
    this.socket.on('end', () => lost('closed before the answer was whole'));
    this.socket.on('error', (error) => lost(error.message));
    this.socket.on('close', () => lost('closed before the answer was whole'));
  }

  get usable(): boolean {
    return this.#alive && !this.#call;
  }

  send(bytes: Buffer, call: Call): void {
    this.#call = call;
    this.#excerpt = '';
    this.socket.write(bytes);
  }
}

/** Follows resident memory every 100 ms. */
function watchMemory(pid: number) {
  const before = useOf(pid).residentBytes;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, useOf(pid).residentBytes);
  }, 100);
  return () => {
    clearInterval(timer);
    return { residentBefore: before, residentPeak: Math.max(peak, useOf(pid).residentBytes) };
  };
}

const seconds = (since: number) => (performance.now() - since) / 1000;

async function calls(target: Target, connections: number, forSeconds: number): Promise<CallsResult> {
  const bytes = requestBytes(target, smallRequest);
  const result: CallsResult = { answered: 0, failed: 0, seconds: 0, firstFault: null };
  const start = performance.now();
  let over = false;
  const next = (line: Line): void => {
    if (over) return void line.socket.destroy();
    const on = line.usable ? line : new Line(target.port);
    on.send(bytes, {
      body() {},
      end(fault) {
        if (over) return;
        if (fault === undefined) result.answered++;
        else {
          result.failed++;
          result.firstFault ??= fault;
        }
        // A refused connection ends inside the same turn; a breath keeps that from becoming a recursion.
        if (fault === undefined) next(on);
        else setTimeout(next, 10, on);
      },
    });
  };
  for (let i = 0; i < connections; i++) next(new Line(target.port));
  await sleep(forSeconds * 1000);
  over = true;
  result.seconds = seconds(start);
  return result;
}

/** What is wrong with a stream's text; undefined when every chunk, the usage and `[DONE]` are there, in order, once. */
function faultInStream(text: string, stream: Stream): string | undefined {
  const events = text.split(/\r?\n\r?\n/).flatMap((block) => {
    const data = block.split(/\r?\n/).filter((line) => line.startsWith('data:'));
    return data.length > 0 ? [data.map((line) => line.slice(5).trim()).join('\n')] : [];
  });
  if (events.pop() !== '[DONE]') return `no [DONE] at the end: ${text.slice(-200)}`;
  let next = 0;
  let usage = false;
  for (const event of events) {
    const body: { choices?: { delta?: { content?: string } }[]; usage?: { completion_tokens?: number } } =
      JSON.parse(event);
    const content = body.choices?.[0]?.delta?.content;
    if (content) {
      const expected = contentOf(next++, stream.contentBytes);
      if (content !== expected) return `expected ${expected}, got ${content}`;
    }
    if (body.usage?.completion_tokens === stream.chunks) usage = true;
  }
  if (next !== stream.chunks) return `${next} of ${stream.chunks} chunks`;
  return usage ? undefined : 'no usage';
}

const eventsIn = (text: string) => text.match(/^data:/gm)?.length ?? 0;

async function streams(job: Extract<Job, { kind: 'streams' }>): Promise<StreamsResult> {
  const { target, stream } = job;
  const bytes = requestBytes(target, streamRequest(stream));
  const memory = watchMemory(target.pid);
  const texts: string[][] = Array.from({ length: job.streams }, () => []);
  const faults: (string | undefined)[] = new Array(job.streams).fill('not ended before the deadline');
  const lines: Line[] = [];
  let begun = 0;
  let ended = 0;
  type Mark = { at: number; cpu: number; parts: number[] };
  const mark = (): Mark => ({
    at: performance.now(),
    cpu: useOf(target.pid).cpuSeconds,
    parts: texts.map((parts) => parts.length),
  });
  let from: Mark | undefined;
  let to: Mark | undefined;
  const before = useOf(target.pid).cpuSeconds;
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const deadline = setTimeout(resolve, job.deadlineMs);
    const open = (index: number) => {
      const parts = texts[index]!;
      const line = new Line(target.port);
      lines.push(line);
      line.send(bytes, {
        body(slice) {
          if (parts.length === 0 && ++begun === job.streams) from = mark();
          parts.push(slice.toString('latin1'));
        },
        end(fault) {
          faults[index] = fault;
          if (from) to ??= mark();
          if (++ended === job.streams) {
            clearTimeout(deadline);
            resolve();
          }
        },
      });
    };
    const opening = setInterval(() => {
      const wanted = Math.min(
        job.streams,
        Math.ceil((job.streams * (performance.now() - start)) / job.rampMs),
      );
      while (lines.length < wanted) open(lines.length);
      if (lines.length === job.streams) clearInterval(opening);
    }, 10);
  });
  const took = seconds(start);
  const cpuSeconds = useOf(target.pid).cpuSeconds - before;
  const resident = memory();
  for (const line of lines) line.socket.destroy();

  let events = 0;
  for (const [index, parts] of texts.entries()) {
    const text = parts.join('');
    events += eventsIn(text);
    try {
      faults[index] ??= faultInStream(text, stream);
    } catch (error) {
      faults[index] = `an event that is not JSON: ${error instanceof Error ? error.message : error}`;
    }
  }
  const countTo = (mark: Mark) =>
    texts.reduce((sum, parts, index) => sum + eventsIn(parts.slice(0, mark.parts[index]).join('')), 0);
  const steady =
    from && to
      ? {
          events: countTo(to) - countTo(from),
          seconds: (to.at - from.at) / 1000,
          cpuSeconds: to.cpu - from.cpu,
        }
      : null;
  const failed = faults.filter((fault) => fault !== undefined);
  return {
    whole: job.streams - failed.length,
    failed: failed.length,
    firstFault: failed[0] ?? null,
    events,
    seconds: took,
    cpuSeconds,
    steady: steady && steady.seconds > 0.5 ? steady : null,
    ...resident,
  };
}

/** Readers that take their bytes at a fixed pace, so that everything a relay reads ahead stays in its memory. */
async function readers(job: Extract<Job, { kind: 'readers' }>): Promise<ReadersResult> {
  const { target, stream } = job;
  const bytes = requestBytes(target, streamRequest(stream));
  const memory = watchMemory(target.pid);
  const least = stream.chunks * stream.contentBytes;
  const result = { whole: 0, failed: 0, firstFault: null as string | null, bytes: 0 };
  const start = performance.now();
  const open = Array.from({ length: job.readers }, () => {
    const reader = { line: new Line(target.port), got: 0, tail: '', ended: false };
    reader.line.send(bytes, {
      body(slice) {
        reader.got += slice.length;
        reader.tail = (reader.tail + slice.toString('latin1', Math.max(0, slice.length - 16))).slice(-16);
        if (reader.got > job.bytesPerSecond * seconds(start)) reader.line.socket.pause();
      },
      end(fault) {
        reader.ended = true;
        const short = reader.got < least ? `${reader.got} of ${least} bytes` : undefined;
        const cut = reader.tail.trimEnd().endsWith('[DONE]') ? undefined : 'no [DONE] at the end';
        const wrong = fault ?? short ?? cut;
        if (wrong === undefined) result.whole++;
        else {
          result.failed++;
          result.firstFault ??= wrong;
        }
      },
    });
    return reader;
  });
  while (open.some((reader) => !reader.ended) && performance.now() - start < job.deadlineMs) {
    await sleep(20);
    for (const { line, got } of open) if (got <= job.bytesPerSecond * seconds(start)) line.socket.resume();
  }
  const resident = memory();
  for (const reader of open) {
    result.bytes += reader.got;
    if (!reader.ended) {
      result.failed++;
      result.firstFault ??= `not ended before the deadline (${reader.got} bytes)`;
    }
    reader.line.socket.destroy();
  }
  return { ...result, seconds: seconds(start), ...resident };
}

/** Small calls at a fixed pace, whether or not the ones before are answered: a stall cannot hide itself. */
async function train(job: Extract<Job, { kind: 'train' }>): Promise<TrainResult> {
  const bytes = requestBytes(job.target, smallRequest);
  const idle: Line[] = [];
  const all = new Set<Line>();
  const took: number[] = [];
  let failed = 0;
  let firstFault: string | null = null;
  let waiting = 0;
  const begin = performance.now();
  let due = begin;
  while (seconds(begin) < job.seconds) {
    due += job.everyMs;
    await sleep(Math.max(0, due - performance.now()));
    let line = idle.pop();
    while (line && !line.usable) line = idle.pop();
    if (!line) {
      line = new Line(job.target.port);
      all.add(line);
    }
    const on = line;
    const sent = performance.now();
    waiting++;
    on.send(bytes, {
      body() {},
      end(fault) {
        waiting--;
        took.push(performance.now() - sent);
        if (fault === undefined) idle.push(on);
        else {
          failed++;
          firstFault ??= fault;
        }
      },
    });
  }
  for (let i = 0; i < 100 && waiting > 0; i++) await sleep(50);
  if (waiting > 0) firstFault ??= `${waiting} not answered within 5 s`;
  failed += waiting;
  for (const line of all) line.socket.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { answered: took.length, failed, firstFault, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

async function images(job: Extract<Job, { kind: 'images' }>): Promise<ImagesResult> {
  const bytes = requestBytes(job.target, imageRequest(job.bytes));
  const result = { answered: 0, failed: 0, firstFault: null as string | null };
  let total = 0;
  let line = new Line(job.target.port);
  const begin = performance.now();
  while (seconds(begin) < job.seconds) {
    if (!line.usable) line = new Line(job.target.port);
    const sent = performance.now();
    const fault = await new Promise<string | undefined>((resolve) => {
      line.send(bytes, { body() {}, end: resolve });
    });
    total += performance.now() - sent;
    if (fault === undefined) result.answered++;
    else {
      result.failed++;
      result.firstFault ??= fault;
      await sleep(50);
    }
    await sleep(50);
  }
  line.socket.destroy();
  return { ...result, meanMs: total / Math.max(1, result.answered + result.failed) };
}

function run(job: Job) {
  switch (job.kind) {
    case 'calls':
      return calls(job.target, job.connections, job.seconds);
    case 'streams':
      return streams(job);
    case 'readers':
      return readers(job);
    case 'train':
      return train(job);
    case 'images':
      return images(job);
  }
}

if (import.meta.main) {
  const job: Job = JSON.parse(process.argv[2] ?? '');
  const result = await run(job);
  process.stdout.write(`\nresult ${JSON.stringify(result)}\n`, () => process.exit(0));
}
