import { page } from '../../page.ts';
import { modelList } from '../../samples/model.ts';
import { enveloped, system } from '../../samples/system.ts';
import { each, mapped, text } from '../../shape.ts';

const modelNames = each(text('gpt-4o-mini', /^\S+$/));

export default page({
  section: 'system-api',
  slug: 'get-token-models',
  rows: ['R185'],
  title: { en: 'Get token support model', vi: 'Lấy các model mà token hỗ trợ' },
  intro: {
    en: 'Which models may be called: with a key for that key, or with the access token over all groups of the account.',
    vi: 'Những model có thể gọi: dùng khóa để xem cho riêng khóa đó, hoặc dùng access token để xem mọi nhóm của tài khoản.',
  },
  call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
  examples: [
    {
      title: { en: 'The models of a key', vi: 'Model của một khóa' },
      expect: { reply: modelList },
    },
    {
      title: { en: 'Names for the whole account', vi: 'Tên model của cả tài khoản' },
      call: system('GET', '/api/user/models'),
      expect: { reply: enveloped(modelNames) },
    },
    {
      title: { en: 'Known models by provider', vi: 'Các model đã biết theo nhà cung cấp' },
      call: system('GET', '/api/models'),
      expect: { reply: enveloped(mapped('1', each(text('gpt-4o-mini', /^\S+$/), 0))) },
    },
  ],
  notes: [
    {
      en: 'The first call takes the `sk-` key, the others the access token.',
      vi: 'Cuộc gọi thứ nhất dùng khóa `sk-`, các cuộc gọi còn lại dùng access token.',
    },
    {
      en: 'With `model_limits_enabled` the key sees only the models in `model_limits`.',
      vi: 'Khi bật `model_limits_enabled`, khóa chỉ thấy các model trong `model_limits`.',
    },
    {
      en: 'The account’s list holds models of live channels; models that exist only in test mode are not in it.',
      vi: 'Danh sách của tài khoản gồm các model trên kênh thật; model chỉ có ở chế độ thử nghiệm không nằm trong đó.',
    },
  ],
  seeAlso: ['chatgpt-chat/list-models'],
});
