import { page } from '../../page.ts';
import { createResponse, messageItem, response, searchId } from '../../samples/responses.ts';
import { text, whole } from '../../shape.ts';

const model = 'gpt-4.1';
const question = 'What happened in Hanoi today?';
const tools = [{ type: 'web_search' }];

export default page({
  section: 'responses',
  slug: 'create-web-search',
  rows: ['R077'],
  title: { en: 'Create network search', vi: 'Tìm kiếm web' },
  intro: {
    en: 'With the tool `web_search` the model looks things up before it answers. What it did comes as a `web_search_call` item; the sources stand in `annotations` of the text.',
    vi: 'Với công cụ `web_search`, model tra cứu trên web trước khi trả lời. Việc tra cứu đến trong mục `web_search_call`; các nguồn nằm trong `annotations` của văn bản.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'An answer with sources', vi: 'Câu trả lời kèm nguồn' },
      request: { model, input: question, tools },
      expect: {
        reply: response(
          model,
          [
            {
              id: searchId,
              type: 'web_search_call',
              status: 'completed',
              action: { type: 'search', query: question },
            },
            messageItem(text('… ([example.com](https://example.com/source))', /https?:/), [
              {
                type: 'url_citation',
                start_index: whole(82),
                end_index: whole(125),
                url: text('https://example.com/source', /^https:\/\//),
                title: text('Simulated source about What happened in Hanoi today?', /./),
              },
            ]),
          ],
          { input: 12, output: 38 },
          { tools },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Each search costs a fixed sum beside the tokens; it stands in the price list as `searches`.',
      vi: 'Mỗi lần tìm kiếm tốn một khoản cố định ngoài tiền token; xem mục `searches` trong bảng giá.',
    },
    {
      en: '`search_context_size` (`low`, `medium`, `high`), `user_location` and `filters.allowed_domains` go into the tool. The older name `web_search_preview` is taken too.',
      vi: '`search_context_size` (`low`, `medium`, `high`), `user_location` và `filters.allowed_domains` đặt trong công cụ. Tên cũ `web_search_preview` cũng dùng được.',
    },
    {
      en: 'Claude and Gemini models search with their makers’ own search; models without one answer without searching, and the header `warning` says so.',
      vi: 'Model Claude và Gemini dùng công cụ tìm kiếm của chính hãng; model không có công cụ này sẽ trả lời mà không tìm kiếm, và header `warning` cho biết điều đó.',
    },
  ],
  seeAlso: ['responses/create-model-response', 'help-center/carried-between-formats'],
});
