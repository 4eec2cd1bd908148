import type { z } from 'zod';
import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { isFinal } from '../../spec/task.ts';
import type { Text } from '../../spec/text.ts';
import { reader } from './read.ts';
import {
  imageBody,
  imageToVideoBody,
  performanceBody,
  taskParams,
  textToVideoBody,
  upscaleBody,
  videoToVideoBody,
} from './wire.ts';
import { answer, created, nanoPerCredit, taskObject, writeFault } from './write.ts';

const base = '/runwayml/v1';

const submit = (
  action: string,
  body: z.ZodType,
  summary: Text,
  rows: readonly string[] = [],
): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  path: `${base}/${action}`,
  name: action,
  kind: action === 'text_to_image' ? 'image' : 'video',
  typeName: action === 'text_to_image' ? 'runway-image' : 'runway-video',
  rows,
  summary,
  body,
  ...(action.endsWith('_to_video') ? { neutral: true } : {}),
  read: reader(action, body),
  written: created,
});

const imageToVideo = submit(
  'image_to_video',
  imageToVideoBody,
  { en: 'Submit video generation task', vi: 'Gửi tác vụ tạo video' },
  ['R146'],
);

const query: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'GET',
  path: `${base}/tasks/:id`,
  rows: ['R145', 'R147'],
  summary: { en: 'Query video task (free)', vi: 'Truy vấn tác vụ video (miễn phí)' },
  params: taskParams,
  serve: async ({ head }, desk) => answer(taskObject(await desk.get(head.params['id'] ?? ''))),
};

/** The same under the address that some older clients are set to. */
const older = (endpoint: SubmitEndpoint | TaskDeskEndpoint): SubmitEndpoint | TaskDeskEndpoint => ({
  ...endpoint,
  path: `/pro${endpoint.path}`,
  alias: true,
  rows: [],
  ...('name' in endpoint ? { name: `pro-${endpoint.name}` } : {}),
});

/** Runway's developer API. X-Runway-Version is taken from no client: the adapter says which version it speaks. */
export const runway: Dialect = {
  id: 'runway',
  wire: 'runway',
  title: { en: 'Runway', vi: 'Runway' },
  endpoints: [
    imageToVideo,
    submit('text_to_video', textToVideoBody, { en: 'Make a film from words', vi: 'Tạo video từ văn bản' }),
    submit('video_to_video', videoToVideoBody, { en: 'Change a film', vi: 'Chỉnh sửa video' }),
    submit('character_performance', performanceBody, {
      en: 'Let a character act',
      vi: 'Cho nhân vật diễn theo video mẫu',
    }),
    submit('video_upscale', upscaleBody, { en: 'Make a film larger', vi: 'Tăng độ phân giải video' }),
    submit('text_to_image', imageBody, { en: 'Make a picture', vi: 'Tạo ảnh' }),
    query,
    {
      does: 'task-desk',
      method: 'DELETE',
      path: `${base}/tasks/:id`,
      rows: [],
      summary: {
        en: 'Cancel a task, or delete one that has ended',
        vi: 'Hủy tác vụ, hoặc xóa tác vụ đã kết thúc',
      },
      params: taskParams,
      async serve({ head }, desk) {
        const task = await desk.get(head.params['id'] ?? '');
        if (isFinal(task.status)) await desk.remove(task.id);
        else await desk.cancel(task.id);
        return { status: 204, headers: {}, body: '' };
      },
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: `${base}/organization`,
      rows: [],
      summary: { en: 'Balance in credits', vi: 'Số dư tính bằng credit' },
      async serve(_question, desk) {
        if (!desk.balance)
          throw new GatewayError('endpoint_unknown', 'this gateway does not tell the balance here');
        const creditBalance = Math.floor((await desk.balance()) / nanoPerCredit);
        return answer({
          creditBalance,
          tier: { maxMonthlyCreditSpend: 0, models: {} },
          usage: { models: {} },
        });
      },
    },
    older(imageToVideo),
    older(query),
  ],
  writeFault,
  // Nothing of this wire streams.
  writeStreamFault: () => '',
  keepAlive: '',
};
