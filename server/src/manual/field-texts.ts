import { anthropicMessagesTexts } from './field-texts/anthropic-messages.ts';
import { arkVideoTexts } from './field-texts/ark-video.ts';
import { falTexts } from './field-texts/fal.ts';
import { filesTexts } from './field-texts/files.ts';
import { geminiTexts } from './field-texts/gemini.ts';
import { geminiVideoTexts } from './field-texts/gemini-video.ts';
import { hailuoTexts } from './field-texts/hailuo.ts';
import { ideogramTexts } from './field-texts/ideogram.ts';
import { imageHostingTexts } from './field-texts/image-hosting.ts';
import { jimengTexts } from './field-texts/jimeng.ts';
import { klingTexts } from './field-texts/kling.ts';
import { lumaTexts } from './field-texts/luma.ts';
import { midjourneyTexts } from './field-texts/midjourney.ts';
import { openaiAudioTexts } from './field-texts/openai-audio.ts';
import { openaiChatTexts } from './field-texts/openai-chat.ts';
import { openaiImagesTexts } from './field-texts/openai-images.ts';
import { openaiModerationsTexts } from './field-texts/openai-moderations.ts';
import { openaiRealtimeTexts } from './field-texts/openai-realtime.ts';
import { openaiResponsesTexts } from './field-texts/openai-responses.ts';
import { openaiVideoTexts } from './field-texts/openai-video.ts';
import { qwenVideoTexts } from './field-texts/qwen-video.ts';
import { replicateTexts } from './field-texts/replicate.ts';
import { rerankApiTexts } from './field-texts/rerank-api.ts';
import { runwayTexts } from './field-texts/runway.ts';
import { sunoTexts } from './field-texts/suno.ts';
import { tasksApiTexts } from './field-texts/tasks-api.ts';
import { videoUnifiedTexts } from './field-texts/video-unified.ts';

/**
 * The descriptions of the endpoints' schemas in Vietnamese, by their English words: schemas are written in English
 * only. test/conformance/manual.test.ts proves that none is missing and none is left over.
 */
export const fieldTexts: Readonly<Record<string, string>> = {
  ...rerankApiTexts,
  ...imageHostingTexts,
  ...replicateTexts,
  ...falTexts,
  ...ideogramTexts,
  ...openaiVideoTexts,
  ...jimengTexts,
  ...arkVideoTexts,
  ...videoUnifiedTexts,
  ...geminiVideoTexts,
  ...klingTexts,
  ...runwayTexts,
  ...lumaTexts,
  ...midjourneyTexts,
  ...tasksApiTexts,
  ...qwenVideoTexts,
  ...hailuoTexts,
  ...sunoTexts,
  ...openaiRealtimeTexts,
  ...openaiModerationsTexts,
  ...openaiImagesTexts,
  ...openaiChatTexts,
  ...openaiAudioTexts,
  ...anthropicMessagesTexts,
  ...openaiResponsesTexts,
  ...geminiTexts,
  ...filesTexts,
  'Name of the model, as GET /v1/models lists it.': 'Tên model, đúng như trong kết quả của GET /v1/models.',
  'Send the answer in pieces as server-sent events.':
    'Gửi câu trả lời thành từng mẩu dưới dạng server-sent events.',
  'Only with stream.': 'Chỉ dùng cùng với stream.',
  'Send a last chunk with the usage.': 'Gửi thêm một mẩu cuối chứa số token đã dùng.',
  'How many answers; all are charged.': 'Số câu trả lời; tất cả đều bị tính tiền.',
  'The most tokens to produce.': 'Số token tối đa được sinh ra.',
  '0 to 2; lower is more predictable.': 'Từ 0 đến 2; càng thấp càng ổn định.',
  '0 to 1: share of the probability that is sampled from.': 'Từ 0 đến 1: phần xác suất được dùng để lấy mẫu.',
  'Up to 4 texts that end the answer.': 'Tối đa 4 chuỗi; gặp chuỗi nào thì dừng ở đó.',
  '-2 to 2.': 'Từ -2 đến 2.',
  'Your own id of the end user.': 'Mã người dùng cuối do bạn tự đặt.',
  'system, developer, user, assistant, tool or function.':
    'system, developer, user, assistant, tool hoặc function.',
  'https address or data: URL with base64.': 'Địa chỉ https, hoặc URL data: chứa base64.',
  'For role tool: the call that this answers.': 'Với vai trò tool: mã của lời gọi hàm được trả lời.',
  'The conversation so far.': 'Toàn bộ hội thoại tính đến lúc này.',
  'The most tokens to produce, thoughts included. Newer name of max_tokens.':
    'Số token tối đa được sinh ra, gồm cả phần suy luận. Tên mới của max_tokens.',
  'Functions and custom tools that the model may call.': 'Các hàm và công cụ mà model được phép gọi.',
  'none, auto, required, or one tool.': 'none, auto, required, hoặc chỉ định một công cụ.',
  'Forerunner of tools.': 'Dạng cũ của tools.',
  'Forerunner of tool_choice.': 'Dạng cũ của tool_choice.',
  'text, json_object or json_schema.': 'text, json_object hoặc json_schema.',
  'none, minimal, low, medium, high, xhigh: how long a reasoning model thinks.':
    'none, minimal, low, medium, high, xhigh: mức độ suy luận của model.',
  'text, audio.': 'text, audio.',
  '0 to 20, with logprobs.': 'Từ 0 đến 20, dùng cùng với logprobs.',
  'auto, default, flex or priority; priced by the tier really used.':
    'auto, default, flex hoặc priority; giá tính theo hạng thực tế đã dùng.',
  'DeepSeek, Doubao, GLM: {"type":"enabled"} or {"type":"disabled"}.':
    'DeepSeek, Doubao, GLM: {"type":"enabled"} hoặc {"type":"disabled"}.',
  'Qwen: switch thinking on or off.': 'Qwen: bật hoặc tắt suy luận.',
  'Text, texts, tokens or lists of tokens.':
    'Một văn bản, nhiều văn bản, dãy token hoặc danh sách các dãy token.',
  'Text that follows the completion.': 'Đoạn văn bản nằm sau phần được viết tiếp.',
  'Produce so many, return the best; all are charged.':
    'Sinh ra bấy nhiêu bản rồi trả về bản tốt nhất; tất cả đều bị tính tiền.',
  'Text, up to 2048 texts, tokens or lists of tokens.':
    'Một văn bản, tối đa 2048 văn bản, dãy token hoặc danh sách các dãy token.',
  'float or base64.': 'float hoặc base64.',
  'Length of the vectors, where the model can shorten them.': 'Độ dài vector, nếu model cho phép rút gọn.',
  'Page, from 1': 'Trang, đếm từ 1',
  'Rows a page, 10 unless told, at most 100': 'Số dòng mỗi trang, mặc định 10, tối đa 100',
  'The same as page_size': 'Giống page_size',
  'Not empty: only the status changes': 'Khác rỗng: chỉ thay đổi trạng thái',
  'The name; with % a pattern': 'Tên; có % thì là mẫu tìm kiếm',
  'The whole key, with or without sk-': 'Khóa đầy đủ, có hoặc không có sk-',
};
