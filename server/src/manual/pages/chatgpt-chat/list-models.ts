import { page } from '../../page.ts';
import { modelList, modelObject } from '../../samples/model.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'list-models',
  rows: ['R021'],
  title: { en: 'List models', vi: 'Liệt kê model' },
  intro: {
    en: 'The models that this key may use, in OpenAI’s form, with the fields of Anthropic’s list beside them. A key that is limited to some models sees only those.',
    vi: 'Các model mà khóa này được phép dùng, theo định dạng của OpenAI, kèm các trường trong danh sách của Anthropic. Khóa bị giới hạn model chỉ thấy những model được phép.',
  },
  call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
  examples: [
    {
      title: { en: 'All models of the key', vi: 'Mọi model của khóa' },
      expect: { reply: modelList },
    },
    {
      title: { en: 'One model', vi: 'Một model' },
      call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models/*' },
      params: { '*': 'gpt-4o-mini' },
      expect: {
        reply: {
          ...modelObject,
          id: 'gpt-4o-mini',
          owned_by: 'openai',
          supported_endpoint_types: ['openai', 'anthropic', 'gemini', 'openai-response'],
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
          en: 'On which kinds of endpoint the model answers: `openai` is chat completions, `anthropic` Messages, `gemini` generateContent, `openai-response` Responses, `embeddings` embeddings, `image-generation` images, `jina-rerank` reranking.',
          vi: 'Model trả lời ở những loại endpoint nào: `openai` là chat completions, `anthropic` là Messages, `gemini` là generateContent, `openai-response` là Responses, `embeddings` là vector nhúng, `image-generation` là tạo ảnh, `jina-rerank` là xếp hạng lại.',
        },
      },
      { name: 'type', type: 'string', text: { en: 'Always `model`.', vi: 'Luôn là `model`.' } },
      {
        name: 'display_name',
        type: 'string',
        text: { en: 'A name for people.', vi: 'Tên hiển thị cho người dùng.' },
      },
      {
        name: 'created_at',
        type: 'string',
        text: { en: 'The time in `created` as ISO 8601.', vi: 'Thời điểm trong `created` theo ISO 8601.' },
      },
    ],
  },
  seeAlso: ['system-api/get-token-models'],
});
