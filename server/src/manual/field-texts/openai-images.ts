/** OpenAI's image endpoints. */
export const openaiImagesTexts: Readonly<Record<string, string>> = {
  'How many images; all are charged. dall-e-3 makes one.':
    'Số ảnh; tất cả đều bị tính tiền. dall-e-3 chỉ tạo một ảnh.',
  'auto, or width x height: 1024x1024, 1536x1024, 1024x1536; dall-e-3: 1792x1024, 1024x1792.':
    'auto, hoặc rộng x cao: 1024x1024, 1536x1024, 1024x1536; dall-e-3: 1792x1024, 1024x1792.',
  'url or b64_json, for dall-e; GPT image models always answer b64_json.':
    'url hoặc b64_json, dùng cho dall-e; các model GPT Image luôn trả về b64_json.',
  'What the image shows.': 'Mô tả nội dung của ảnh.',
  'auto, low, medium, high (newer models: xhigh, max); dall-e-3: standard, hd.':
    'auto, low, medium, high (model mới hơn: xhigh, max); dall-e-3: standard, hd.',
  'auto, opaque or transparent (png and webp).': 'auto, opaque hoặc transparent (png và webp).',
  'png, jpeg or webp.': 'png, jpeg hoặc webp.',
  'For jpeg and webp, 0 to 100.': 'Dùng cho jpeg và webp, từ 0 đến 100.',
  'auto or low.': 'auto hoặc low.',
  'Send the image, and partial ones before it, as events.':
    'Gửi ảnh, và các ảnh chưa hoàn chỉnh trước đó, dưới dạng sự kiện.',
  'With stream: how many partial images; each costs 100 output tokens.':
    'Dùng với stream: số ảnh chưa hoàn chỉnh; mỗi ảnh tốn thêm 100 token đầu ra.',
  'dall-e-3: vivid or natural.': 'dall-e-3: vivid hoặc natural.',
  'The image to edit; several as image[], at most 16.':
    'Ảnh cần sửa; nhiều ảnh thì gửi thành image[], tối đa 16 ảnh.',
  'PNG of the same size: where it is transparent is edited.':
    'Tệp PNG cùng kích thước: vùng trong suốt là vùng được sửa.',
  'low or high: how much of the image is kept.': 'low hoặc high: mức độ giữ lại chi tiết của ảnh gốc.',
  'A square PNG of at most 4 MB.': 'Một ảnh PNG vuông, tối đa 4 MB.',
};
