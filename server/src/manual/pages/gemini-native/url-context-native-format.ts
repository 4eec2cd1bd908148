import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';

const model = 'gemini-3.5-flash-lite';
const address = 'https://example.com/recipes/pho';
const question = `Explain the content of ${address} in one sentence.`;

export default page({
  section: 'gemini-native',
  slug: 'url-context-native-format',
  rows: ['R057'],
  title: { en: 'URL context [native format]', vi: 'Đọc trang web (URL context) [định dạng gốc]' },
  intro: {
    en: 'With the tool `urlContext` Google reads the addresses that stand in your prompt and answers from them. Nothing else is needed: write the address into the text.',
    vi: 'Với công cụ `urlContext`, Google đọc các địa chỉ có trong câu hỏi và trả lời dựa vào đó. Không cần gì thêm: chỉ việc viết địa chỉ vào văn bản.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'One page', vi: 'Một trang' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: question }] }],
        tools: [{ urlContext: {} }],
        generationConfig: { thinkingConfig: { thinkingLevel: 'minimal' } },
      },
      expect: {
        reply: answer(
          model,
          [says(model, question)],
          { prompt: { TEXT: 27 }, words: 40, read: 320 },
          {
            urlContextMetadata: {
              urlMetadata: [{ retrievedUrl: address, urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' }],
            },
          },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Up to 20 addresses in one request, 34 MB each; public ones only. `urlRetrievalStatus` tells of each whether it could be read.',
      vi: 'Tối đa 20 địa chỉ mỗi yêu cầu, mỗi trang tối đa 34 MB; chỉ đọc trang công khai. `urlRetrievalStatus` cho biết từng địa chỉ có đọc được hay không.',
    },
    {
      en: 'What was read is charged as input: `toolUsePromptTokenCount`. The hold before the call reckons with long pages, so keep some balance.',
      vi: 'Nội dung đã đọc tính tiền như đầu vào: `toolUsePromptTokenCount`. Khoản tạm giữ trước cuộc gọi được tính theo trang dài, nên hãy để dư một ít số dư.',
    },
    {
      en: 'It goes together with `googleSearch`: the model finds pages and reads them.',
      vi: 'Có thể dùng cùng `googleSearch`: model tự tìm trang rồi đọc.',
    },
  ],
  seeAlso: ['gemini-native/url-context', 'gemini-native/google-search'],
});
