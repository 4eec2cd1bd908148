/** Ideogram. */
export const ideogramTexts: Readonly<Record<string, string>> = {
  'What the picture should not show.': 'Những gì không nên có trong ảnh.',
  'Let Ideogram write the prompt out: AUTO, ON or OFF.':
    'Để Ideogram viết chi tiết prompt: AUTO, ON hoặc OFF.',
  'FLASH, TURBO, DEFAULT (default) or QUALITY; the price follows it.':
    'FLASH, TURBO, DEFAULT (mặc định) hoặc QUALITY; giá tính theo mức này.',
  'How many pictures, 1 to 8; each is charged.': 'Số ảnh, từ 1 đến 8; mỗi ảnh đều tính tiền.',
  'How many pictures, 1 to 8.': 'Số ảnh, từ 1 đến 8.',
  'The same seed makes the same picture again.': 'Cùng một seed sẽ cho ra cùng một ảnh.',
  'Colours: {"name":"EMBER"}, or {"members":[{"color_hex":"#AA3300","color_weight":0.5}]}.':
    'Bảng màu: {"name":"EMBER"}, hoặc {"members":[{"color_hex":"#AA3300","color_weight":0.5}]}.',
  'One of Ideogram’s looks, such as WATERCOLOR.': 'Một kiểu có sẵn của Ideogram, ví dụ WATERCOLOR.',
  'Styles by their 8 hexadecimal digits; not with style_type or style pictures.':
    'Các phong cách theo mã 8 chữ số hex; không dùng cùng style_type hoặc ảnh phong cách.',
  'Pictures whose style is taken; 10 MB in all.': 'Ảnh dùng để lấy phong cách; tổng cộng tối đa 10 MB.',
  'What the picture shows.': 'Nội dung bức ảnh.',
  'What the new background shows.': 'Nội dung của nền mới.',
  'The picture: JPEG, PNG or WebP, at most 10 MB.': 'Tệp ảnh: JPEG, PNG hoặc WebP, tối đa 10 MB.',
  'AUTO, GENERAL (default), REALISTIC, DESIGN or FICTION.':
    'AUTO, GENERAL (mặc định), REALISTIC, DESIGN hoặc FICTION.',
  'A picture of the character that appears; it has a price of its own.':
    'Ảnh của nhân vật sẽ xuất hiện; có mức giá riêng.',
  'Which part of that picture is the character.': 'Phần nào của ảnh đó là nhân vật.',
  'Width to height, such as 16x9; 1x1 when absent. Not with resolution.':
    'Tỉ lệ rộng : cao, ví dụ 16x9; mặc định 1x1. Không dùng cùng resolution.',
  'One of Ideogram’s sizes in pixels, such as 1344x768. Not with aspect_ratio.':
    'Một kích thước của Ideogram tính bằng điểm ảnh, ví dụ 1344x768. Không dùng cùng aspect_ratio.',
  'Black where the picture is to change, white where it stays; of the size of the picture.':
    'Màu đen ở chỗ cần thay đổi, màu trắng ở chỗ giữ nguyên; cùng kích thước với ảnh.',
  'How much of the picture is kept, 1 to 100; 50 when absent.':
    'Giữ lại bao nhiêu phần của ảnh, từ 1 đến 100; mặc định 50.',
  'The size that the picture gets, one of Ideogram’s, such as 1344x768.':
    'Kích thước mới của ảnh, một trong các kích thước của Ideogram, ví dụ 1344x768.',
  'V_2 (default), V_2_TURBO, V_2A, V_2A_TURBO, V_1 or V_1_TURBO.':
    'V_2 (mặc định), V_2_TURBO, V_2A, V_2A_TURBO, V_1 hoặc V_1_TURBO.',
  'Width to height, such as ASPECT_16_9. Not with resolution.':
    'Tỉ lệ rộng : cao, ví dụ ASPECT_16_9. Không dùng cùng resolution.',
  'A size such as RESOLUTION_1024_640; V_2 only.': 'Kích thước, ví dụ RESOLUTION_1024_640; chỉ dùng với V_2.',
  'AUTO, GENERAL, REALISTIC, DESIGN, RENDER_3D or ANIME; not with V_1.':
    'AUTO, GENERAL, REALISTIC, DESIGN, RENDER_3D hoặc ANIME; không dùng với V_1.',
  'What is asked for.': 'Nội dung yêu cầu.',
  'What is asked for, as JSON text in the form.': 'Nội dung yêu cầu, là chuỗi JSON trong form.',
  'What is asked for, as JSON text in the form; may be {}.':
    'Nội dung yêu cầu, là chuỗi JSON trong form; có thể là {}.',
  'What the picture shows; helps with details.': 'Nội dung bức ảnh; giúp vẽ chi tiết chính xác hơn.',
  'How near to the picture it stays, 1 to 100; 50 when absent.':
    'Mức bám sát ảnh gốc, từ 1 đến 100; mặc định 50.',
  'How much detail is added, 1 to 100; 50 when absent.': 'Mức chi tiết thêm vào, từ 1 đến 100; mặc định 50.',
  'V_3 (default) or V_2.': 'V_3 (mặc định) hoặc V_2.',
};
