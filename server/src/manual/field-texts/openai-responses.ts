/** OpenAI's Responses. */
export const openaiResponsesTexts: Readonly<Record<string, string>> = {
  'message (or absent), function_call, function_call_output, reasoning and others.':
    'message (hoặc bỏ trống), function_call, function_call_output, reasoning và các loại khác.',
  'For a message: user, assistant, system or developer.':
    'Với tin nhắn: user, assistant, system hoặc developer.',
  'For a message: text, or parts: input_text, input_image, input_file, output_text.':
    'Với tin nhắn: văn bản, hoặc các phần input_text, input_image, input_file, output_text.',
  'For a call and its output: what ties them together.':
    'Với lời gọi hàm và kết quả của nó: mã nối hai mục với nhau.',
  'A text, or the items of the conversation so far.':
    'Một văn bản, hoặc các mục của hội thoại tính đến lúc này.',
  'Text for the system role. Not taken over from an earlier response.':
    'Lời dặn cho vai trò hệ thống. Không được kế thừa từ phản hồi trước.',
  'Id of an earlier response that this one goes on from.': 'Mã của phản hồi trước mà phản hồi này nối tiếp.',
  'Calls with the same key are sent to the same upstream account, so that its prompt cache is met.':
    'Các cuộc gọi có cùng khóa này được gửi đến cùng một tài khoản của nhà cung cấp để tận dụng bộ nhớ đệm.',
  'function, custom, web_search, code_interpreter, mcp and other tools.':
    'function, custom, web_search, code_interpreter, mcp và các công cụ khác.',
  'none, minimal, low, medium, high, xhigh or max: how long a reasoning model thinks.':
    'none, minimal, low, medium, high, xhigh hoặc max: mức độ suy luận của model.',
  'auto, concise or detailed: show a summary of the thoughts.':
    'auto, concise hoặc detailed: hiển thị bản tóm tắt phần suy luận.',
  'text, json_object, or json_schema with name and schema.':
    'text, json_object, hoặc json_schema kèm name và schema.',
  'low, medium or high.': 'low, medium hoặc high.',
  'Usage is always sent: there is nothing to ask for.': 'Số token luôn được gửi kèm nên không cần yêu cầu.',
  'The most tokens to produce, thoughts included.': 'Số token tối đa được sinh ra, gồm cả phần suy luận.',
  'false: at most one call in an answer.': 'false: mỗi câu trả lời có tối đa một lời gọi hàm.',
  'The most calls of tools that the upstream runs itself.':
    'Số lần gọi tối đa đối với công cụ do nhà cung cấp tự chạy.',
  'Keep the response, so that it can be fetched and gone on from. Default true.':
    'Lưu phản hồi để có thể xem lại và nối tiếp. Mặc định là true.',
  'More data in the answer: reasoning.encrypted_content, web_search_call.action.sources …':
    'Thêm dữ liệu vào câu trả lời: reasoning.encrypted_content, web_search_call.action.sources …',
  'How a reasoning model thinks, and what it shows of that.':
    'Cách model suy luận và phần suy luận được hiển thị.',
  'Form of the answer, and how wordy it is.': 'Dạng của câu trả lời và mức độ chi tiết.',
  'Names and values of your own, kept with the response.':
    'Các cặp tên và giá trị do bạn tự đặt, được lưu cùng phản hồi.',
  'A conversation that OpenAI keeps; for its own models only.':
    'Hội thoại do OpenAI lưu giữ; chỉ dùng với model của OpenAI.',
  'A prompt that OpenAI keeps; for its own models only.':
    'Câu lệnh mẫu do OpenAI lưu giữ; chỉ dùng với model của OpenAI.',
  '0 to 20.': 'Từ 0 đến 20.',
  'auto or disabled.': 'auto hoặc disabled.',
  'Made while you do not wait: ask for it by its id.':
    'Tạo phản hồi mà không bắt bạn chờ: hỏi kết quả bằng mã phản hồi.',
  'Older name of safety_identifier.': 'Tên cũ của safety_identifier.',
};
