import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';

const model = 'gemini-3.8-flash';
const addresses = ['https://example.com/recipes/pho', 'https://example.com/recipes/bun-bo'];
const question = `Compare ${addresses.join(' and ')} : which takes longer?`;

export default page({
  section: 'gemini-native',
  slug: 'url-context',
  rows: ['R061'],
  title: { en: 'URL context', vi: 'Đọc trang web (URL context)' },
  intro: {
    en: 'The same tool in the spelling of older documentation, `UrlContext`. Google itself takes only `urlContext`; the gateway mends the capital, so both work.',
    vi: 'Cùng công cụ đó nhưng viết theo tài liệu cũ, `UrlContext`. Bản thân Google chỉ nhận `urlContext`; cổng tự sửa chữ hoa nên cả hai cách đều dùng được.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'Two pages', vi: 'Hai trang' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: question }] }],
        tools: [{ UrlContext: {} }],
      },
      expect: {
        reply: answer(
          model,
          [says(model, question)],
          { prompt: { TEXT: 38 }, words: 49, thoughts: 160, read: 640 },
          {
            urlContextMetadata: {
              urlMetadata: addresses.map((retrievedUrl) => ({
                retrievedUrl,
                urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS',
              })),
            },
          },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'This tool reads web pages, pictures and PDFs, but no films: for a YouTube video use a part `fileData`.',
      vi: 'Công cụ này đọc trang web, ảnh và PDF, không đọc video: với video YouTube, hãy dùng phần `fileData`.',
    },
    {
      en: 'Put a blank behind an address, or the words that follow may be taken for a part of it.',
      vi: 'Hãy để một dấu cách sau địa chỉ, nếu không phần chữ phía sau có thể bị hiểu là một phần của địa chỉ.',
    },
  ],
  seeAlso: ['gemini-native/url-context-native-format', 'gemini-native/video-understanding-url'],
});
