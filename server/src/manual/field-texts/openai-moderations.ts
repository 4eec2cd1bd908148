/** OpenAI's moderation endpoint. */
export const openaiModerationsTexts: Readonly<Record<string, string>> = {
  'omni-moderation-latest when absent.': 'Mặc định là omni-moderation-latest.',
  'A text, texts (each is judged), or parts of text and image (judged together).':
    'Một văn bản, nhiều văn bản (mỗi văn bản được xét riêng), hoặc các phần gồm chữ và ảnh (được xét chung).',
};
