import { page } from '../../page.ts';
import { modelObject } from '../../samples/model.ts';
import { each, unixSeconds } from '../../shape.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'list-models',
  rows: ['R021'],
  title: { en: 'List models', vi: 'Liệt kê model' },
  intro: {
    en: 'The models that this key may use, in OpenAI’s form. A key that is limited to some models sees only those.',
    vi: 'Các model mà khóa này được phép dùng, theo định dạng của OpenAI. Khóa bị giới hạn model chỉ thấy những model được phép.',
  },
  call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
  examples: [
    {
      title: { en: 'All models of the key', vi: 'Mọi model của khóa' },
      expect: { reply: { success: true, object: 'list', data: each(modelObject) } },
    },
    {
      title: { en: 'One model', vi: 'Một model' },
      call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models/*' },
      params: { '*': 'gpt-4o-mini' },
      expect: {
        reply: {
          id: 'gpt-4o-mini',
          object: 'model',
          created: unixSeconds(1767225600),
          owned_by: 'openai',
          supported_endpoint_types: ['openai'],
        },
      },
    },
  ],
  object: {
    at: ['data', '0'],
    fields: [
      {
        name: 'id',
        type: 'string',
        text: { en: 'Name to send as `model`.', vi: 'Tên để gửi trong trường `model`.' },
      },
      { name: 'object', type: 'string', text: { en: 'Always `model`.', vi: 'Luôn là `model`.' } },
      {
        name: 'created',
        type: 'integer',
        text: { en: 'Unix seconds.', vi: 'Thời điểm, tính bằng giây Unix.' },
      },
      { name: 'owned_by', type: 'string', text: { en: 'Who made the model.', vi: 'Bên tạo ra model.' } },
      {
        name: 'supported_endpoint_types',
        type: 'array of string',
        text: {
          en: 'On which kinds of endpoint the model answers: `openai` is chat completions, `embeddings` is embeddings.',
          vi: 'Model trả lời ở những loại endpoint nào: `openai` là chat completions, `embeddings` là vector nhúng.',
        },
      },
    ],
  },
  seeAlso: ['system-api/get-token-models'],
});
