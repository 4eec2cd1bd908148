import { page } from '../../page.ts';
import { answer, generate, thoughtSignature } from '../../samples/gemini.ts';
import { text, whole } from '../../shape.ts';

const model = 'gemini-3.8-flash';
const question = 'What is the weather in Hue today?';

export default page({
  section: 'gemini-native',
  slug: 'google-search',
  rows: ['R059'],
  title: { en: 'google search', vi: 'Tìm kiếm Google' },
  intro: {
    en: 'With the tool `googleSearch` the model looks things up and says where each sentence comes from: `groundingMetadata` holds the queries, the pages, and which bytes of the answer they support.',
    vi: 'Với công cụ `googleSearch`, model tự tra cứu và cho biết từng câu lấy từ đâu: `groundingMetadata` chứa các truy vấn, các trang nguồn và đoạn nào của câu trả lời dựa vào trang nào.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A question of today', vi: 'Câu hỏi thời sự' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: question }] }],
        tools: [{ googleSearch: {} }],
      },
      expect: {
        reply: answer(
          model,
          [
            {
              text: `You said: “${question}”. A search found a page about it. This is a simulated answer of ${model}.`,
              thoughtSignature,
            },
          ],
          { prompt: { TEXT: 17 }, words: 36, thoughts: 160 },
          {
            groundingMetadata: {
              webSearchQueries: [question],
              searchEntryPoint: { renderedContent: text('<div>search</div>', /^</) },
              groundingChunks: [{ web: { uri: 'https://example.com/source', title: 'example.com' } }],
              groundingSupports: [
                {
                  segment: { endIndex: whole(50, 1), text: text('You said: “What is the weather', /./) },
                  groundingChunkIndices: [0],
                },
              ],
            },
          },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Searches are charged beside the tokens: up to generation 2.5 each request that searched (35 USD a thousand), from generation 3 on each query (14 USD a thousand).',
      vi: 'Tìm kiếm tính tiền riêng ngoài token: đến thế hệ 2.5 tính theo mỗi yêu cầu có tìm kiếm (35 USD cho một nghìn), từ thế hệ 3 tính theo mỗi truy vấn (14 USD cho một nghìn).',
    },
    {
      en: '`startIndex` and `endIndex` count bytes of UTF-8, not characters; a missing `startIndex` is 0.',
      vi: '`startIndex` và `endIndex` đếm theo byte UTF-8, không phải ký tự; không có `startIndex` nghĩa là 0.',
    },
    {
      en: 'Google wants `searchEntryPoint.renderedContent` to be shown beside the answer.',
      vi: 'Google yêu cầu hiển thị `searchEntryPoint.renderedContent` bên cạnh câu trả lời.',
    },
    {
      en: 'In `/v1/chat/completions` the same is `web_search_options: {}`; sources come as `annotations`.',
      vi: 'Trong `/v1/chat/completions`, tính năng tương ứng là `web_search_options: {}`; nguồn trả về ở `annotations`.',
    },
  ],
  seeAlso: ['gemini-native/url-context', 'gemini-native/code-execution'],
});
