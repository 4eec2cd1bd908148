/** OpenAI's image endpoints. */
export const openaiImagesTexts: Readonly<Record<string, string>> = {
  'How many images; all are charged. dall-e-3 makes one.':
    'Số ảnh; tất cả đều bị tính tiền. dall-e-3 chỉ tạo một ảnh.',
  'auto, or width x height: 1024x1024, 1536x1024, 1024x1536; dall-e-3: 1792x1024, 1024x1792. Models of other makers also take a ratio (2:3) or a resolution (2K).':
    'auto, hoặc rộng x cao: 1024x1024, 1536x1024, 1024x1536; dall-e-3: 1792x1024, 1024x1792. Model của các hãng khác còn nhận tỷ lệ (2:3) hoặc độ phân giải (2K).',
  'url or b64_json. GPT image models always answer b64_json; all others answer url where nothing is said.':
    'url hoặc b64_json. Các model GPT Image luôn trả về b64_json; mọi model khác trả về url nếu không chỉ định.',
  'Width to height, for example 16:9; it stands over size. Not for OpenAI models.':
    'Tỷ lệ rộng : cao, ví dụ 16:9; được ưu tiên hơn size. Không dùng cho model của OpenAI.',
  '1k, 2k or 4k, beside aspect_ratio. Not for OpenAI models.':
    '1k, 2k hoặc 4k, dùng cùng aspect_ratio. Không dùng cho model của OpenAI.',
  'What the image should not show. Qwen-Image and Wan.':
    'Những gì không nên có trong ảnh. Qwen-Image và Wan.',
  'The same seed gives about the same image. Not for OpenAI models.':
    'Cùng một seed cho ra ảnh gần giống nhau. Không dùng cho model của OpenAI.',
  'A visible mark in a corner. Seedream marks unless it is false.':
    'Dấu hiện ở góc ảnh. Seedream luôn đóng dấu trừ khi là false.',
  'One image to go by, or several in a list: addresses, data URLs or base64. For models of other makers; OpenAI models take images at /v1/images/edits.':
    'Một ảnh để vẽ theo, hoặc nhiều ảnh trong một danh sách: địa chỉ, URL data hoặc base64. Dùng cho model của các hãng khác; model của OpenAI nhận ảnh tại /v1/images/edits.',
  'Seedream 3.0 and SeedEdit: how closely to follow the prompt, 1 to 10.':
    'Seedream 3.0 và SeedEdit: mức độ bám sát mô tả, từ 1 đến 10.',
  'Seedream 4.0 and later: auto draws a group of images, disabled one.':
    'Seedream 4.0 trở lên: auto vẽ một nhóm ảnh, disabled vẽ một ảnh.',
  'Of a group: max_images, 1 to 15.': 'Cho nhóm ảnh: max_images, từ 1 đến 15.',
  'Qwen-Image and Wan: let the maker enrich the prompt.':
    'Qwen-Image và Wan: để nhà cung cấp bổ sung chi tiết cho mô tả.',
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
