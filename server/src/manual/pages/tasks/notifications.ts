import { page } from '../../page.ts';
import { webhookSecret } from '../../samples/tasks.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'tasks',
  slug: 'notifications',
  rows: [],
  title: { en: 'Notifications', vi: 'Thông báo' },
  intro: {
    en: 'Instead of asking for a task again and again, name an address when you submit it: `notifyHook` with Midjourney, `callback_url` with Kling, Luma, Hailuo and Doubao, `notify_hook` or `callback_url` with Suno. It is told of the task in the words of that API. This call gives what the notifications are signed with.',
    vi: 'Thay vì hỏi lại nhiều lần, hãy gửi kèm một địa chỉ khi tạo tác vụ: `notifyHook` với Midjourney, `callback_url` với Kling, Luma, Hailuo và Doubao, `notify_hook` hoặc `callback_url` với Suno. Địa chỉ đó sẽ nhận thông báo theo định dạng của chính API ấy. Lệnh gọi này trả về khóa dùng để ký thông báo.',
  },
  call: webhookSecret,
  examples: [
    {
      title: { en: 'The secret', vi: 'Khóa ký' },
      expect: {
        reply: {
          object: 'webhook_secret',
          secret: text('whsec_mJq0cWlWm5Zf0cZ8mJq0cWlWm5Zf0cZ8mJq0cWlWm5Y=', /^whsec_[A-Za-z0-9+/=]{40,}$/),
        },
      },
    },
  ],
  notes: [
    {
      en: 'Signatures follow Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`, which any of its libraries checks with this secret. Check them, and answer 2xx within 15 seconds.',
      vi: 'Chữ ký theo chuẩn Standard Webhooks: các header `webhook-id`, `webhook-timestamp` và `webhook-signature`, mọi thư viện của chuẩn này đều kiểm tra được bằng khóa trên. Hãy kiểm tra chữ ký và trả lời 2xx trong vòng 15 giây.',
    },
    {
      en: 'A receiver that does not answer is told again after 5 seconds, 30 seconds, 2, 10 and 30 minutes, 2 and 6 hours. The same may come twice, never an older state after a newer one. 410 ends it.',
      vi: 'Nếu bên nhận không trả lời, thông báo được gửi lại sau 5 giây, 30 giây, 2, 10, 30 phút, 2 và 6 giờ. Cùng một thông báo có thể đến hai lần, nhưng trạng thái cũ không bao giờ đến sau trạng thái mới. Trả lời 410 để dừng hẳn.',
    },
    {
      en: 'Addresses in private networks are refused, unless the operator allows them.',
      vi: 'Địa chỉ trong mạng riêng bị từ chối, trừ khi người vận hành cho phép.',
    },
  ],
  seeAlso: ['tasks/show-task', 'tasks/watch-task'],
});
