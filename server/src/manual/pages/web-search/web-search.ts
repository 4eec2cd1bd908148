import { once, page } from '../../page.ts';
import { chunk, completion, createChat, lastSteps, roleStep, wordsStep } from '../../samples/chat.ts';
import { each, text, whole } from '../../shape.ts';

const model = 'gpt-5-search-api';

const annotations = each({
  type: 'url_citation',
  url_citation: {
    start_index: whole(87),
    end_index: whole(130),
    url: text('https://example.com/source', /^https:\/\//),
    title: text('Simulated source about Positive news from today?', /./),
  },
});

export default page({
  section: 'web-search',
  slug: 'web-search',
  rows: ['R032'],
  title: { en: 'Web search', vi: 'Tìm kiếm web' },
  intro: {
    en: 'Search models look the question up on the web before they answer. The sources stand in `annotations`, with the place in the text that each belongs to.',
    vi: 'Model tìm kiếm tra cứu câu hỏi trên web trước khi trả lời. Nguồn nằm trong `annotations`, kèm vị trí đoạn văn bản mà nguồn đó chứng minh.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A question about today', vi: 'Hỏi về tin tức hôm nay' },
      request: {
        model,
        web_search_options: {},
        messages: [{ role: 'user', content: 'Positive news from today?' }],
      },
      expect: {
        reply: completion(
          model,
          [
            {
              message: {
                content: text(
                  'You said: “Positive news from today?”. This is a simulated answer of gpt-5-search-api. ([example.com](https://example.com/source))',
                  /\(https:\/\/[^)]+\)/,
                ),
                annotations,
              },
            },
          ],
          { input: 11, output: 39 },
        ),
      },
    },
    {
      title: { en: 'Near a place, as a stream', vi: 'Tìm quanh một địa điểm, qua stream' },
      request: {
        model,
        web_search_options: {
          search_context_size: 'low',
          user_location: { type: 'approximate', approximate: { country: 'VN', city: 'Hanoi' } },
        },
        messages: [{ role: 'user', content: 'Where is good pho?' }],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: [
          roleStep(model),
          wordsStep(model),
          once(chunk(model, { annotations }), {
            en: 'The sources, behind the text.',
            vi: 'Danh sách nguồn, đứng sau phần văn bản.',
          }),
          ...lastSteps(model, { input: 11, output: 39 }),
        ],
      },
    },
  ],
  notes: [
    {
      en: '`gpt-4o-search-preview` and `gpt-4o-mini-search-preview` were withdrawn by OpenAI on 2026-07-23; `gpt-5-search-api` takes their place.',
      vi: 'OpenAI đã ngừng `gpt-4o-search-preview` và `gpt-4o-mini-search-preview` từ 2026-07-23; hãy dùng `gpt-5-search-api` thay thế.',
    },
    {
      en: 'Search models refuse `temperature`, `top_p`, `n` and penalties. Other models search with the tool `web_search` on the Responses endpoint; Claude, Gemini and Qwen with tools and switches of their own.',
      vi: 'Model tìm kiếm không nhận `temperature`, `top_p`, `n` và các trường penalty. Các model khác tìm kiếm bằng công cụ `web_search` ở endpoint Responses; Claude, Gemini và Qwen có công cụ hoặc công tắc riêng.',
    },
    {
      en: 'A search is charged beside the tokens: 10 USD for 1,000 calls of `gpt-5-search-api` by OpenAI’s list.',
      vi: 'Mỗi lượt tìm kiếm được tính tiền ngoài token: theo bảng giá của OpenAI là 10 USD cho 1.000 lượt với `gpt-5-search-api`.',
    },
    {
      en: 'Show the sources as links: OpenAI asks for it where an answer is shown to people.',
      vi: 'Hãy hiển thị nguồn dưới dạng liên kết: OpenAI yêu cầu như vậy khi câu trả lời được hiển thị cho người dùng.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion', 'gpts/introduction'],
});
