/** Midjourney. */
export const midjourneyTexts: Readonly<Record<string, string>> = {
  'MID_JOURNEY (the default) or NIJI_JOURNEY.': 'MID_JOURNEY (mặc định) hoặc NIJI_JOURNEY.',
  'Address that gets the whole task by POST at each change of it.':
    'Địa chỉ nhận toàn bộ tác vụ qua POST mỗi khi tác vụ thay đổi.',
  'Any text of your own; it comes back with the task.': 'Chuỗi tùy ý của bạn; được trả lại cùng tác vụ.',
  'Id of the task to go on from.': 'Id của tác vụ cần làm tiếp.',
  'Reference pictures as data URLs; they stand before the prompt.':
    'Ảnh tham khảo dạng URL dữ liệu; được đặt trước prompt.',
  'What to draw, with Midjourney’s own flags: `a red kite --ar 16:9 --v 7`.':
    'Nội dung cần vẽ, kèm các cờ của Midjourney: `a red kite --ar 16:9 --v 7`.',
  'One of the buttons of that task.': 'Một trong các nút của tác vụ đó.',
  'May another account of the same Discord channel do it.':
    'Cho phép tài khoản khác trong cùng kênh Discord thực hiện.',
  'Ask for a new prompt before it is done.': 'Yêu cầu nhập prompt mới trước khi thực hiện.',
  'Two to five pictures as data URLs.': 'Hai đến năm ảnh dạng URL dữ liệu.',
  'PORTRAIT (2:3), SQUARE (1:1, the default) or LANDSCAPE (3:2).':
    'PORTRAIT (2:3), SQUARE (1:1, mặc định) hoặc LANDSCAPE (3:2).',
  'The picture as a data URL.': 'Ảnh dạng URL dữ liệu.',
  'The address of the picture, in place of base64.': 'Địa chỉ của ảnh, thay cho base64.',
  'Language of the texts: zh_cn.': 'Ngôn ngữ của các đoạn văn: zh_cn.',
  'The task that waits in MODAL.': 'Tác vụ đang chờ ở trạng thái MODAL.',
  'The new prompt; for Custom Zoom with `--zoom n`.': 'Prompt mới; với Custom Zoom thì kèm `--zoom n`.',
  'For Vary (Region): a picture as a data URL, white where it is drawn anew.':
    'Với Vary (Region): ảnh dạng URL dữ liệu, vùng trắng là vùng được vẽ lại.',
  'Pictures as data URLs.': 'Các ảnh dạng URL dữ liệu.',
  'What to do with it.': 'Việc cần làm với tác vụ đó.',
  'Which of the four pictures, for UPSCALE and VARIATION.':
    'Ảnh thứ mấy trong bốn ảnh, dùng cho UPSCALE và VARIATION.',
  'Task id, a space, and U1 to U4 (upscale), V1 to V4 (variation) or R (once more).':
    'Id tác vụ, một dấu cách, rồi U1 đến U4 (phóng to), V1 đến V4 (biến thể) hoặc R (vẽ lại).',
  'The prompt to shorten.': 'Prompt cần rút gọn.',
  'What the edited picture shows.': 'Nội dung của ảnh sau khi sửa.',
  'The picture, as an address or a data URL.': 'Ảnh, dạng địa chỉ hoặc URL dữ liệu.',
  'What happens in the film.': 'Diễn biến trong video.',
  'First picture, as an address or a data URL.': 'Ảnh đầu, dạng địa chỉ hoặc URL dữ liệu.',
  'Last picture, as an address or a data URL.': 'Ảnh cuối, dạng địa chỉ hoặc URL dữ liệu.',
  'low (the default) or high.': 'low (mặc định) hoặc high.',
  'Let the end meet the beginning.': 'Nối liền đoạn cuối với đoạn đầu (lặp).',
  'vid_1.1_i2v_480 (the default) or vid_1.1_i2v_720.': 'vid_1.1_i2v_480 (mặc định) hoặc vid_1.1_i2v_720.',
  'How many films: 1, 2 or 4 (the default).': 'Số video: 1, 2 hoặc 4 (mặc định).',
  'extend: go on from a film, with taskId and index.': 'extend: kéo dài một video, kèm taskId và index.',
  'Which of its films, from 0.': 'Video thứ mấy, đếm từ 0.',
  'The task whose film is extended.': 'Tác vụ có video cần kéo dài.',
  'The face, as a data URL.': 'Ảnh khuôn mặt, dạng URL dữ liệu.',
  'The picture that gets it, as a data URL.': 'Ảnh được ghép mặt vào, dạng URL dữ liệu.',
  'Ids of tasks; unknown ones are left out.': 'Danh sách id tác vụ; id không tồn tại bị bỏ qua.',
  'Id of the task.': 'Id của tác vụ.',
};
