/** The gateway's own view over all tasks. */
export const tasksApiTexts: Readonly<Record<string, string>> = {
  'Id of the task.': 'Id của tác vụ.',
  'So many tasks a page.': 'Số tác vụ mỗi trang.',
  'Id of the task before the page.': 'Id của tác vụ đứng ngay trước trang này.',
  'Only tasks in these states, parted by commas: sending, queued, running, waiting, succeeded, failed, cancelled, expired.':
    'Chỉ các tác vụ ở những trạng thái này, cách nhau bằng dấu phẩy: sending, queued, running, waiting, succeeded, failed, cancelled, expired.',
  'Only tasks of this kind: image, video, music.': 'Chỉ các tác vụ thuộc loại này: image, video, music.',
  'Only tasks that this API made: kling, suno, midjourney.':
    'Chỉ các tác vụ được tạo qua API này: kling, suno, midjourney.',
  'Only tasks of this model.': 'Chỉ các tác vụ của model này.',
  'Made at or after this time, Unix seconds.': 'Tạo từ thời điểm này trở đi, tính bằng giây Unix.',
  'Made at or before this time, Unix seconds.': 'Tạo đến thời điểm này, tính bằng giây Unix.',
};
