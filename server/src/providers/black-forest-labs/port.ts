import { type Json, numberIn, objectOf, objectsIn, textIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import { isFinal, type TaskPort, type TaskReport } from '../../spec/task.ts';
import { garbage } from '../_families/fault-words.ts';
import { together } from '../_families/pictures.ts';
import { refuseNoAnswer } from './faults.ts';
import { bookedMegapixels, measured } from './measure.ts';
import { writeFluxImage } from './write-image.ts';

/**
 * The API of Black Forest Labs: a request is answered with an address to ask at. Sources: https://docs.bfl.ai (OpenAPI
 * document: AsyncResponse, ResultResponse, StatusResponse), black-forest-labs/skills (bfl-api). Links to pictures live
 * for 10 minutes.
 */
const words: Readonly<Record<string, TaskReport>> = {
  Pending: { status: 'running' },
  Queued: { status: 'queued' },
  Processing: { status: 'running' },
  Generating: { status: 'running' },
  Ready: { status: 'succeeded' },
  Error: { status: 'failed' },
  Failed: { status: 'failed' },
  'Request Moderated': {
    status: 'failed',
    fault: 'upstream_refused',
    reason: 'the content rules refused the request',
  },
  'Content Moderated': {
    status: 'failed',
    fault: 'upstream_refused',
    reason: 'the content rules refused the picture',
  },
  'Task not found': {
    status: 'failed',
    fault: 'task_lost',
    reason: 'the upstream no longer knows this task',
  },
};

/** A job that was just made may be unknown to the machine that is asked. Milliseconds. */
const settleMs = 60_000;

/**
 * Where a job is asked about. Its maker's global address hands jobs to clusters, and only the one that has it knows it
 * (`polling_url`, for example on api.eu1.bfl.ai). No host but the maker's own ever gets the key.
 */
function pollingPath(json: Json): string {
  const address = textIn(json['polling_url']) ?? '';
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isOwn = url?.protocol === 'https:' && /(?:^|\.)bfl\.(?:ai|ml)$/.test(url.hostname);
  return isOwn && url.hostname !== 'api.bfl.ai'
    ? url.href
    : `/v1/get_result?id=${encodeURIComponent(textIn(json['id']) ?? '')}`;
}

function reasonOf(json: Json): string | undefined {
  const details = objectOf(json['details']);
  const moderated = details['Moderation Reasons'];
  if (Array.isArray(moderated) && moderated.length > 0)
    return `the content rules refused it: ${moderated.map(String).join(', ')}`;
  return textIn(details['error']) ?? textIn(json['error']) ?? textIn(objectOf(json['result'])['error']);
}

/** One job of a task, as `start` keeps it. `megapixels`: what was booked for it beside the first. */
type Job = { readonly path: string; readonly megapixels: number | undefined };

function jobsIn(handle: Json): readonly Job[] {
  return objectsIn(handle['jobs']).map((job) => ({
    path: textIn(job['path']) ?? '',
    megapixels: numberIn(job['megapixels']),
  }));
}

/** A body of get_result as a report. `at`: when the job was made, milliseconds. */
function readResult(json: Json, at: number, format: string | undefined): TaskReport {
  const word = textIn(json['status']);
  if (word === undefined) refuseNoAnswer(json);
  const known = words[word];
  if (known === undefined) return { unknownWord: word };
  if (word === 'Task not found' && Date.now() - at < settleMs) return {};
  const reason = reasonOf(json);
  const progress = numberIn(json['progress']);
  const sample = textIn(objectOf(json['result'])['sample']);
  if (known.status === 'succeeded' && sample === undefined)
    throw new GatewayError(garbage.code, garbage.message);
  return {
    ...known,
    ...(reason === undefined || known.status !== 'failed' ? {} : { reason }),
    ...(progress === undefined ? {} : { progress: Math.min(100, Math.max(0, progress * 100)) }),
    ...(sample === undefined
      ? {}
      : { outputs: [{ kind: 'image', url: sample, ...(format ? { mediaType: `image/${format}` } : {}) }] }),
  };
}

/** Several jobs as one task: it goes on while one does, and succeeds with what came. */
function joined(reports: readonly TaskReport[], jobs: readonly Job[]): TaskReport {
  const [first] = reports;
  if (reports.length === 1 && first) return first;
  const open = reports.find(({ status }) => status === undefined || !isFinal(status));
  const progress = reports.reduce((sum, one) => sum + (one.outputs ? 100 : (one.progress ?? 0)), 0);
  if (open) return { ...open, progress: Math.floor(progress / reports.length) };
  const outputs = reports.flatMap((report) => report.outputs ?? []);
  if (outputs.length === 0) return first ?? {};
  const made = jobs.filter((_, index) => reports[index]?.outputs);
  const isBooked = made.every(({ megapixels }) => megapixels !== undefined);
  const megapixels = made.reduce((sum, job) => sum + (job.megapixels ?? 0), 0);
  return {
    status: 'succeeded',
    outputs,
    ...(isBooked || made.length < jobs.length
      ? { usage: { images: made.length, ...(isBooked ? { megapixels } : {}) } }
      : {}),
  };
}

export const fluxPort: TaskPort = {
  serves: () => true,

  measure: ({ body, upstreamModel }) => measured(upstreamModel, body),

  async start({ body, upstreamModel }, send) {
    const { n, ...fields } = body;
    const seed = numberIn(fields['seed']);
    const jobs = await together(
      Array.from({ length: numberIn(n) ?? 1 }, (_, index) => async () => {
        const { json } = await send({
          method: 'POST',
          path: `/v1/${encodeURIComponent(upstreamModel)}`,
          json: { ...fields, ...(seed === undefined ? {} : { seed: seed + index }) },
          starts: true,
        });
        const id = textIn(json['id']);
        if (id === undefined) refuseNoAnswer(json);
        return { id, path: pollingPath(json), megapixels: bookedMegapixels(upstreamModel, json['cost']) };
      }),
    );
    const isBooked = jobs.every(({ megapixels }) => megapixels !== undefined);
    const megapixels = jobs.reduce((sum, job) => sum + (job.megapixels ?? 0), 0);
    const isShort = jobs.length < (numberIn(n) ?? 1);
    return {
      handle: {
        jobs,
        at: Date.now(),
        ...(textIn(fields['output_format']) ? { format: fields['output_format'] } : {}),
      },
      report: {
        status: 'queued',
        refs: jobs.map(({ id }) => id),
        ...(isBooked || isShort
          ? { usage: { images: jobs.length, ...(isBooked ? { megapixels } : {}) } }
          : {}),
      },
    };
  },

  async poll(handle, send) {
    const jobs = jobsIn(handle);
    const at = numberIn(handle['at']) ?? 0;
    const reports = await Promise.all(
      jobs.map(async ({ path }) => {
        const { json } = await send({ method: 'GET', path, allow: [404] });
        return readResult(json, at, textIn(handle['format']));
      }),
    );
    return joined(reports, jobs);
  },

  // No webhook: its answer has no address to ask at, and without one a missed call would lose the picture.
  writeImage: writeFluxImage,
};
