/** Anthropic's Messages. */
export const anthropicMessagesTexts: Readonly<Record<string, string>> = {
  '{"type":"ephemeral"}, with "ttl":"5m" or "1h": everything up to here may be cached.':
    '{"type":"ephemeral"}, có thể kèm "ttl":"5m" hoặc "1h": mọi nội dung đến vị trí này được phép lưu vào bộ nhớ đệm.',
  'user or assistant; newer models take system too.':
    'user hoặc assistant; các model mới còn nhận cả system.',
  'A text, or a list of blocks.': 'Một văn bản, hoặc danh sách các khối.',
  'The conversation so far, the oldest turn first.':
    'Toàn bộ hội thoại tính đến lúc này, lượt cũ nhất đứng trước.',
  'What the model is told before the conversation: a text, or text blocks.':
    'Lời dặn cho model trước khi hội thoại bắt đầu: một văn bản, hoặc các khối văn bản.',
  'Functions with name, description and input_schema, or tools that Anthropic runs.':
    'Các hàm gồm name, description và input_schema, hoặc công cụ do Anthropic tự chạy.',
  'type: auto, any, tool (with name) or none; disable_parallel_tool_use.':
    'type: auto, any, tool (kèm name) hoặc none; disable_parallel_tool_use.',
  'type: adaptive, enabled (with budget_tokens) or disabled; display.':
    'type: adaptive, enabled (kèm budget_tokens) hoặc disabled; display.',
  'effort: low, medium, high, xhigh, max; format: a JSON schema for the answer.':
    'effort: low, medium, high, xhigh, max; format: JSON schema mà câu trả lời phải theo.',
  'The most tokens to produce, thoughts included. Absent: as many as the model may.':
    'Số token tối đa được sinh ra, gồm cả phần suy luận. Không có trường này: bằng mức tối đa của model.',
  '0 to 1; lower is more predictable.': 'Từ 0 đến 1; càng thấp càng ổn định.',
  'Sample from so many likeliest tokens only.': 'Chỉ lấy mẫu trong số bấy nhiêu token có xác suất cao nhất.',
  'Texts that end the answer.': 'Các chuỗi; gặp chuỗi nào thì dừng ở đó.',
  'user_id: your own id of the end user.': 'user_id: mã người dùng cuối do bạn tự đặt.',
  'auto or standard_only.': 'auto hoặc standard_only.',
};
