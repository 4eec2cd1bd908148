import { page } from '../../page.ts';
import { answer, generate, thoughtSignature } from '../../samples/gemini.ts';
import { each, jsonText, text, whole } from '../../shape.ts';

const model = 'gemini-3.8-flash';
const recipe = {
  type: 'OBJECT',
  properties: {
    recipeName: { type: 'STRING' },
    ingredients: { type: 'ARRAY', items: { type: 'STRING' } },
  },
  required: ['recipeName', 'ingredients'],
  propertyOrdering: ['recipeName', 'ingredients'],
};
const name = text('Chocolate chip cookies', /./);
const ingredient = text('Butter', /./);

export default page({
  section: 'gemini-native',
  slug: 'formatted-output',
  rows: ['R054'],
  title: { en: 'Formatted output', vi: 'Đầu ra có định dạng (JSON)' },
  intro: {
    en: 'With `responseMimeType` and a schema the answer is JSON of that form and nothing else: no fences, no words around it.',
    vi: 'Với `responseMimeType` và một schema, câu trả lời là JSON đúng cấu trúc đó và không có gì khác: không dấu rào, không lời dẫn.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A schema in Google’s words', vi: 'Schema theo cách viết của Google' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: 'List a few popular cookie recipes.' }] }],
        generationConfig: {
          responseMimeType: 'application/json',
          responseSchema: { type: 'ARRAY', items: recipe },
        },
      },
      expect: {
        reply: answer(
          model,
          [{ text: jsonText(each({ recipeName: name, ingredients: each(ingredient) })), thoughtSignature }],
          {
            prompt: { TEXT: 9 },
            words: 20,
            thoughts: 160,
          },
        ),
      },
    },
    {
      title: { en: 'The same as JSON Schema', vi: 'Viết bằng JSON Schema' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: 'A popular cookie recipe.' }] }],
        generationConfig: {
          responseMimeType: 'application/json',
          responseJsonSchema: {
            type: 'object',
            properties: { recipe_name: { type: 'string' }, minutes: { type: 'integer', minimum: 1 } },
            required: ['recipe_name', 'minutes'],
            additionalProperties: false,
          },
        },
      },
      expect: {
        reply: answer(
          model,
          [{ text: jsonText({ recipe_name: name, minutes: whole(25, 1) }), thoughtSignature }],
          {
            prompt: { TEXT: 7 },
            words: 16,
            thoughts: 160,
          },
        ),
      },
    },
    {
      title: { en: 'One word of a list', vi: 'Chọn một từ trong danh sách' },
      params: { model: 'gemini-3.5-flash-lite' },
      request: {
        contents: [
          { role: 'user', parts: [{ text: '“The lamp is broken again!” How does the writer feel?' }] },
        ],
        generationConfig: {
          responseMimeType: 'text/x.enum',
          responseSchema: { type: 'STRING', enum: ['angry', 'happy', 'neutral'] },
          thinkingConfig: { thinkingLevel: 'minimal' },
        },
      },
      expect: {
        reply: answer(
          'gemini-3.5-flash-lite',
          [{ text: text('angry', /^(angry|happy|neutral)$/), thoughtSignature }],
          {
            prompt: { TEXT: 15 },
            words: 1,
          },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`responseSchema` knows a part of OpenAPI: no `$ref`, no `additionalProperties`, no `oneOf`. Use `responseJsonSchema` for those, and never both.',
      vi: '`responseSchema` chỉ hỗ trợ một phần OpenAPI: không có `$ref`, `additionalProperties`, `oneOf`. Nếu cần, hãy dùng `responseJsonSchema`; không gửi cả hai.',
    },
    {
      en: 'The order of properties matters to the model: it writes them in the order of `propertyOrdering`, so let reasons stand before results.',
      vi: 'Thứ tự thuộc tính có ảnh hưởng: model viết theo `propertyOrdering`, vì vậy nên để phần lý do đứng trước phần kết quả.',
    },
    {
      en: 'The values that a test key gets are made from the schema alone; they say nothing about your text.',
      vi: 'Giá trị nhận được với khóa thử nghiệm chỉ được dựng từ schema, không phản ánh nội dung văn bản của bạn.',
    },
  ],
  seeAlso: ['gemini-native/function-call', 'chatgpt-chat/create-structured-output'],
});
