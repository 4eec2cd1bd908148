/** Reranking. */
export const rerankApiTexts: Readonly<Record<string, string>> = {
  'What is looked for.': 'Nội dung cần tìm.',
  'Texts, or objects with a text; jina-reranker-m0 also takes objects with an image.':
    'Các văn bản, hoặc các đối tượng có trường text; jina-reranker-m0 còn nhận đối tượng có trường image.',
  'How many results; all when absent, null or 0.':
    'Số kết quả trả về; bỏ trống, null hoặc 0 là trả về tất cả.',
  'Send each document back with its result; Cohere models leave it out.':
    'Trả kèm văn bản trong mỗi kết quả; các model của Cohere bỏ qua trường này.',
  'Longer documents are cut.': 'Văn bản dài hơn mức này sẽ bị cắt bớt.',
  'What the ranking is for, in English; models without instructions leave it out.':
    'Mục đích xếp hạng, viết bằng tiếng Anh; model không hỗ trợ chỉ dẫn sẽ bỏ qua.',
  'Which fields of the documents count (Cohere).': 'Những trường nào của văn bản được xét (Cohere).',
};
