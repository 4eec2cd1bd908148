import type { Dialect } from '../../spec/dialect.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { imageTexts, readEdit, readGeneration, readVariation } from './read.ts';
import { answerTask } from './task-answer.ts';
import { readTask } from './task-read.ts';
import { editBody, generationBody, variationBody } from './wire.ts';

/** Models of other makers, and such as take longer than a request: they are tasks, and the client waits for them. */
const task = { read: readTask, answer: answerTask };

/** OpenAI's image endpoints. */
export const openaiImages: Dialect = {
  id: 'openai-images',
  wire: 'openai-images',
  title: { en: 'OpenAI Images', vi: 'OpenAI Images' },
  endpoints: [
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/images/generations',
      name: 'generations',
      kind: 'image',
      typeName: 'image-generation',
      rows: ['R100', 'R105', 'R081', 'R103', 'R106', 'R112', 'R113', 'R114', 'R115', 'R116', 'R121'],
      summary: { en: 'Create images from a text', vi: 'Tạo ảnh từ văn bản' },
      body: generationBody,
      read: readGeneration,
      texts: imageTexts,
      task,
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/images/edits',
      form: true,
      name: 'edits',
      kind: 'image',
      typeName: 'image-edit',
      rows: ['R101', 'R102', 'R104', 'R107'],
      summary: { en: 'Edit images, with or without a mask', vi: 'Sửa ảnh, có hoặc không có mặt nạ' },
      body: editBody,
      read: readEdit,
      texts: imageTexts,
      task,
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/images/variations',
      form: true,
      name: 'variations',
      kind: 'image',
      typeName: 'image-variation',
      rows: [],
      summary: { en: 'Create variations of an image', vi: 'Tạo biến thể của một ảnh' },
      body: variationBody,
      read: readVariation,
      texts: imageTexts,
      task,
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
};
