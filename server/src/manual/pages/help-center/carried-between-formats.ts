import type { Carriage } from '../../../spec/chat.ts';
import { chatFeatures } from '../../../spec/chat.ts';
import type { Text } from '../../../spec/text.ts';
import { carriage, columns, columnTitles, differing, featureTexts } from '../../carriage.ts';
import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion } from '../../samples/converted-chat.ts';
import { claude } from '../../samples/messages.ts';
import { text } from '../../shape.ts';

const cellTexts: Readonly<Record<Carriage, Text>> = {
  carried: { en: 'yes', vi: 'có' },
  dropped: { en: 'left out', vi: 'bị bỏ' },
  refused: { en: 'refused', vi: 'bị từ chối' },
};

const listOf = (features: (typeof differing)[number]['features'], cell: Carriage): Text => {
  const names = chatFeatures.filter((feature) => features[feature] === cell);
  const join = (language: keyof Text) => names.map((name) => featureTexts[name][language]).join('; ') || '–';
  return { en: join('en'), vi: join('vi') };
};

export default page({
  section: 'help-center',
  slug: 'carried-between-formats',
  rows: [],
  title: {
    en: 'What is carried over between formats',
    vi: 'Những gì được chuyển giữa các định dạng',
  },
  intro: {
    en: 'You may ask any model in any of the four chat formats: `/v1/chat/completions`, `/v1/responses`, `/v1/messages` and Gemini’s `generateContent`. Where the model’s own format is yours, your bytes pass as they are and this page does not matter. Else the call is carried over. What the model’s format cannot say is left out, with a word in the header `warning`; what would change the meaning is refused with status 400.',
    vi: 'Bạn có thể gọi mọi model bằng bất kỳ định dạng nào trong bốn định dạng trò chuyện: `/v1/chat/completions`, `/v1/responses`, `/v1/messages` và `generateContent` của Gemini. Nếu định dạng gốc của model trùng với định dạng bạn dùng, nội dung được chuyển nguyên vẹn và trang này không áp dụng. Nếu khác, cuộc gọi được chuyển đổi. Phần mà định dạng của model không diễn đạt được sẽ bị bỏ và nêu trong header `warning`; phần nào làm thay đổi ý nghĩa thì bị từ chối với mã 400.',
  },
  examples: [
    {
      title: { en: 'Left out: the header names it', vi: 'Bị bỏ: header nêu tên trường' },
      call: createChat,
      request: {
        model: claude,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
        seed: 42,
        logprobs: true,
      },
      expect: {
        headers: {
          warning: text(
            '299 key4u "not carried over to this model: seed, logprobs"',
            /^299 key4u "[^"]*: seed, logprobs"$/,
          ),
          'x-key4u-dropped': 'seed, logprobs',
        },
        reply: convertedCompletion(
          claude,
          {
            content:
              'You said: “Say hello in one sentence.”. This is a simulated answer of claude-sonnet-4-5.',
          },
          { input: 12, output: 27 },
        ),
      },
    },
    {
      title: { en: 'Refused: the message says what to do', vi: 'Bị từ chối: thông báo cho biết cách xử lý' },
      call: createChat,
      request: { model: claude, messages: [{ role: 'user', content: 'Say hello.' }], n: 2 },
      expect: {
        status: 400,
        reply: {
          error: {
            message: text(
              'this model gives one answer a request; send the request n times (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
              /one answer a request.* \(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: 'n',
            code: 'invalid_value',
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'By the format of the model that you ask', vi: 'Theo định dạng gốc của model được gọi' },
      columns: [
        { en: 'In your call', vi: 'Trong cuộc gọi của bạn' },
        ...columns.map((column) => columnTitles[column]),
      ],
      rows: chatFeatures.map((feature) => [
        featureTexts[feature],
        ...columns.map((column) => cellTexts[carriage[column][feature] ?? 'carried']),
      ]),
    },
    {
      title: { en: 'Where a maker differs from its column', vi: 'Khi một hãng khác với cột của mình' },
      columns: [
        { en: 'Maker', vi: 'Hãng' },
        { en: 'Column', vi: 'Cột' },
        { en: 'Carried', vi: 'Được chuyển' },
        { en: 'Left out', vi: 'Bị bỏ' },
        { en: 'Refused', vi: 'Bị từ chối' },
      ],
      rows: differing.map(({ serves, column, features }) => [
        serves,
        columnTitles[column],
        listOf(features, 'carried'),
        listOf(features, 'dropped'),
        listOf(features, 'refused'),
      ]),
    },
  ],
  notes: [
    {
      en: 'OpenAI’s models that think are asked through Responses, the others through Chat. The column of Claude is that of the newest models: older ones take `temperature`, `top_p` and `top_k`, and go on from a begun answer.',
      vi: 'Model suy luận của OpenAI được gọi qua Responses, các model khác qua Chat. Cột Claude ứng với các model mới nhất: model cũ hơn nhận `temperature`, `top_p`, `top_k` và viết tiếp được câu trả lời đã bắt đầu sẵn.',
    },
    {
      en: 'Carried does not mean unchanged: addresses of files are fetched for models that take base64 only, a budget of tokens becomes an effort where the model has only that, a system text inside the conversation becomes a marked part of the user’s turn.',
      vi: 'Được chuyển không có nghĩa là giữ nguyên: tệp theo địa chỉ được cổng tải về nếu model chỉ nhận base64, hạn mức token được đổi thành mức độ suy luận nếu model chỉ có trường đó, lời dặn hệ thống ở giữa hội thoại được đặt thành một phần có đánh dấu trong lượt của người dùng.',
    },
    {
      en: 'Signed thoughts go back to their own maker only. When you go on with another maker’s model, the earlier thoughts are left out.',
      vi: 'Phần suy luận có chữ ký chỉ được gửi lại cho chính hãng đã tạo ra. Khi bạn chuyển sang model của hãng khác, phần suy luận trước đó bị bỏ.',
    },
    {
      en: 'Formats without cache marks lose nothing by it with Claude: from the second turn of a long conversation on (about 4,096 tokens) the gateway sets the marks itself, so that what was sent before is read from the cache at a tenth of the price or less.',
      vi: 'Dùng định dạng không có đánh dấu cache với Claude cũng không bị thiệt: từ lượt thứ hai của một hội thoại dài (khoảng 4.096 token), cổng tự đặt dấu, nên phần đã gửi trước đó được đọc từ cache với giá bằng một phần mười hoặc thấp hơn.',
    },
    {
      en: 'Models that draw (`gpt-image-1` and others) take text and pictures from a chat. Files, sound, demanded calls and JSON output are refused, everything else is left out.',
      vi: 'Các model vẽ hình (`gpt-image-1` và tương tự) chỉ nhận văn bản và hình ảnh từ hội thoại. Tệp, âm thanh, lời gọi hàm bắt buộc và đầu ra JSON bị từ chối, mọi phần khác bị bỏ.',
    },
    {
      en: 'Some values go further than their field: sampling and thinking exclude each other on many models, and what a model refuses is then left out in the same way.',
      vi: 'Một số giá trị còn tùy model: nhiều model không cho dùng đồng thời tham số lấy mẫu và suy luận; phần model không nhận cũng bị bỏ theo cách tương tự.',
    },
  ],
  seeAlso: ['help-center/thinking', 'help-center/http-status-codes'],
});
