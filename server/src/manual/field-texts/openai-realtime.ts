/** OpenAI's Realtime. */
export const openaiRealtimeTexts: Readonly<Record<string, string>> = {
  'Name of the model that is talked with.': 'Tên model dùng trong phiên trò chuyện.',
  'How long the secret may open sessions: 1 to 7200 seconds, 600 when absent.':
    'Thời hạn khóa được phép mở phiên: từ 1 đến 7200 giây, mặc định 600.',
  'Settings that each session begins with. With a model, the secret opens only that one.':
    'Thiết lập ban đầu của mỗi phiên. Nếu có model, khóa chỉ mở được model đó.',
  'The only model that the secret opens.': 'Model duy nhất mà khóa này mở được.',
};
