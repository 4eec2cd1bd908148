import { page } from '../../page.ts';
import { imageList, imageUsage } from '../../samples/drawn.ts';
import { prompt, submit, submitted } from '../../samples/midjourney.ts';

export default page({
  section: 'painting',
  slug: 'readme',
  rows: ['R080'],
  title: { en: 'README', vi: 'Giới thiệu' },
  intro: {
    en: 'Pictures are made in two ways. Models behind the images endpoint, in a chat or in Gemini’s format answer with the picture. Midjourney answers with a task, which is asked for until it has ended.',
    vi: 'Có hai cách tạo ảnh. Các model qua endpoint ảnh, qua chat hoặc theo định dạng Gemini trả về ảnh ngay. Midjourney trả về một tác vụ, cần truy vấn cho đến khi kết thúc.',
  },
  examples: [
    {
      title: { en: 'At once: the images endpoint', vi: 'Có ngay: endpoint ảnh' },
      call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/generations' },
      request: { model: 'gpt-image-2', prompt: 'a cute piglet', size: '1024x1024', quality: 'low' },
      expect: { reply: imageList('low', '1024x1024', imageUsage(3, 272)) },
    },
    {
      title: { en: 'As a task: Midjourney', vi: 'Qua tác vụ: Midjourney' },
      call: submit('submit/imagine'),
      request: { prompt },
      expect: { reply: submitted },
    },
  ],
  tables: [
    {
      title: { en: 'Formats', vi: 'Các định dạng' },
      columns: [
        { en: 'Format', vi: 'Định dạng' },
        { en: 'Call', vi: 'Lời gọi' },
        { en: 'Answer', vi: 'Kết quả' },
      ],
      rows: [
        [
          'OpenAI Images',
          'POST /v1/images/generations, /v1/images/edits',
          {
            en: 'base64 of GPT image models; an address, or base64 when asked, of all others',
            vi: 'base64 với GPT Image; địa chỉ (hoặc base64 nếu yêu cầu) với mọi model khác',
          },
        ],
        [
          { en: 'Chat', vi: 'Trò chuyện (chat)' },
          'POST /v1/chat/completions',
          { en: 'the picture inside the message', vi: 'ảnh nằm trong tin nhắn' },
        ],
        [
          'Gemini',
          'POST /v1beta/models/{model}:generateContent',
          { en: 'base64 in a part', vi: 'base64 trong một phần (part)' },
        ],
        [
          'Midjourney',
          'POST /mj/submit/imagine, GET /mj/task/{id}/fetch',
          { en: 'a task, then an address', vi: 'một tác vụ, sau đó là địa chỉ ảnh' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'The images endpoint is the door to the models of every maker: GPT Image, Imagen and Gemini, Seedream, Jimeng, FLUX, Qwen-Image and Wan. What takes longer than the client waits (120 seconds, or the header `x-key4u-wait`) is answered as a task.',
      vi: 'Endpoint ảnh dùng chung cho model của mọi hãng: GPT Image, Imagen và Gemini, Seedream, Jimeng, FLUX, Qwen-Image và Wan. Nếu vẽ lâu hơn thời gian chờ (120 giây, hoặc theo header `x-key4u-wait`), câu trả lời là một tác vụ.',
    },
    {
      en: 'Give your client a long timeout: a picture takes up to two minutes. Tasks are the better way where connections break.',
      vi: 'Hãy đặt thời gian chờ đủ dài: một ảnh có thể mất tới hai phút. Nếu kết nối hay đứt, nên dùng tác vụ.',
    },
    {
      en: 'What was refused by the content rules, and tasks that fail, cost nothing.',
      vi: 'Yêu cầu bị từ chối vì quy định nội dung và tác vụ thất bại không mất phí.',
    },
  ],
  seeAlso: [
    'painting/image-object',
    'gpt-image/create-image',
    'midjourney/submit-imagine',
    'chatgpt-chat/create-chat-image',
    'gemini-native/image-generation',
  ],
});
