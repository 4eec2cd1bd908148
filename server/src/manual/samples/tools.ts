import type { Text } from '../../spec/text.ts';
import type { CallRef, Example } from '../page.ts';
import { modelObject } from './model.ts';

/** What the pages on tools share: that their model is there, and notes that hold for several of them. */

const showModel: CallRef = { dialect: 'openai-chat', method: 'GET', route: '/v1/models/*' };

/** Whether the key may use the model. */
export const isThere = (model: string): Example => ({
  title: { en: 'The key is good and the model is there', vi: 'Khóa hợp lệ và có model này' },
  call: showModel,
  params: { '*': model },
  expect: { reply: { ...modelObject, id: model } },
});

export const question = 'Say hello in one sentence.';
export const saidBy = (model: string): string =>
  `You said: “${question}”. This is a simulated answer of ${model}.`;

/** `model` of another maker than the tool's. */
export const oneMessage = (model: string): Text => ({
  en: `One message in the tool’s own format, to a model of another maker: \`${model}\``,
  vi: `Một tin nhắn theo định dạng của chính công cụ, gửi tới model của hãng khác: \`${model}\``,
});

export const anyModel: Text = {
  en: 'Any chat model of the gateway may stand in place of the one shown here, whoever makes it: the call is turned into the format of that model, with tools, pictures and thoughts. `GET /v1/models` lists the names. For work with files choose a model that calls functions.',
  vi: 'Bạn có thể thay model trong ví dụ bằng bất kỳ model trò chuyện nào của cổng, của hãng nào cũng được: cuộc gọi được chuyển sang định dạng của model đó, kèm công cụ, hình ảnh và phần suy luận. `GET /v1/models` liệt kê tên các model. Để làm việc với tệp, hãy chọn model hỗ trợ gọi hàm.',
};

export const suffixes: Text = {
  en: 'An ending of the name sets how much the model thinks: `-high`, `-low`, `-thinking`, `-nothinking` and others. It weighs more than what the tool itself sends.',
  vi: 'Phần đuôi của tên model quyết định mức suy luận: `-high`, `-low`, `-thinking`, `-nothinking` và các đuôi khác. Phần đuôi này được ưu tiên hơn giá trị do công cụ gửi.',
};

/** For tools whose format has no cache marks. */
export const caches: Text = {
  en: 'A conversation stays with one channel and key, so the maker’s prompt cache is found again and repeated input is charged at the cached price. Most makers cache by themselves. Claude needs marks, which this format lacks: the gateway sets them in long conversations, from the second call on. Another model in mid-conversation begins with an empty cache.',
  vi: 'Một cuộc hội thoại luôn đi qua cùng một kênh và khóa, nhờ đó tận dụng được bộ nhớ đệm prompt của hãng, và phần đầu vào lặp lại được tính theo giá đã lưu đệm. Phần lớn các hãng tự động lưu đệm. Riêng Claude cần dấu đánh dấu mà định dạng này không có: cổng tự đặt cho các hội thoại dài, từ lần gọi thứ hai. Đổi model giữa chừng thì bộ nhớ đệm bắt đầu lại từ đầu.',
};

export const testKeys: Text = {
  en: 'A key that begins with `sk-test-` shows that the connection stands, and spends nothing. Do no work with it: the simulated model calls the functions of the tool with made-up values. Let the tool ask you before it runs anything.',
  vi: 'Khóa bắt đầu bằng `sk-test-` giúp kiểm tra kết nối mà không tốn tiền. Đừng dùng khóa này để làm việc thật: model mô phỏng gọi các hàm của công cụ với giá trị bịa ra. Hãy để công cụ hỏi bạn trước khi chạy bất cứ lệnh nào.',
};
