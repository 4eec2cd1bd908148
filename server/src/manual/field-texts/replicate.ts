/** Replicate. */
export const replicateTexts: Readonly<Record<string, string>> = {
  'What the model takes: each model has fields of its own.':
    'Tham số của model: mỗi model có các trường riêng.',
  'Address that is sent the prediction when it changes.': 'Địa chỉ nhận tác vụ mỗi khi có thay đổi.',
  'When: with completed alone only at the end.':
    'Thời điểm gửi: nếu chỉ có completed thì chỉ gửi khi kết thúc.',
  'Not needed: urls.stream is always there.': 'Không cần: urls.stream luôn có sẵn.',
  'owner/name, owner/name:version, or the 64 digits of a version.':
    'owner/name, owner/name:version, hoặc 64 ký tự của phiên bản.',
  'A version of this model; not needed.': 'Một phiên bản của model này; không bắt buộc.',
  'Who made the model: black-forest-labs.': 'Bên tạo model: black-forest-labs.',
  'Its name: flux-kontext-dev.': 'Tên model: flux-kontext-dev.',
  'The 64 digits of a version.': '64 ký tự của phiên bản.',
  'Id of the prediction.': 'Id của tác vụ.',
  'Of the next page, from the answer before.': 'Vị trí của trang kế tiếp, lấy từ kết quả trước.',
  'Only predictions from this moment on (ISO 8601).': 'Chỉ các tác vụ từ thời điểm này (ISO 8601).',
  'Only predictions before this moment (ISO 8601).': 'Chỉ các tác vụ trước thời điểm này (ISO 8601).',
  'A JSON object of your own.': 'Đối tượng JSON tùy ý của bạn.',
};
