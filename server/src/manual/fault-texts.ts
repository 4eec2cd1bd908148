import type { FaultCode } from '../spec/fault.ts';
import type { Text } from '../spec/text.ts';

/** What each fault means to the person who meets it, and what to do about it. A fault without a text is a type error. */
export const faultTexts = {
  body_malformed: {
    meaning: {
      en: 'The body is not valid JSON or not valid UTF-8.',
      vi: 'Nội dung gửi lên không phải JSON hợp lệ hoặc không phải UTF-8.',
    },
    remedy: {
      en: 'Mend the body at the place that the message names.',
      vi: 'Sửa nội dung tại vị trí mà thông báo chỉ ra.',
    },
  },
  field_invalid: {
    meaning: {
      en: 'A field is missing or has a wrong type or value.',
      vi: 'Thiếu một trường, hoặc trường sai kiểu hay sai giá trị.',
    },
    remedy: {
      en: '`param` names the field; compare it with its page.',
      vi: '`param` cho biết tên trường; hãy đối chiếu với trang tài liệu tương ứng.',
    },
  },
  body_too_large: {
    meaning: { en: 'The body is larger than the gateway takes.', vi: 'Nội dung lớn hơn giới hạn của cổng.' },
    remedy: {
      en: 'Send smaller media, or an address in place of base64.',
      vi: 'Gửi tệp nhỏ hơn, hoặc dùng địa chỉ thay cho base64.',
    },
  },
  body_timeout: {
    meaning: { en: 'The body did not arrive in time.', vi: 'Nội dung không đến kịp thời hạn.' },
    remedy: { en: 'Check your connection and send it again.', vi: 'Kiểm tra đường truyền rồi gửi lại.' },
  },
  headers_too_large: {
    meaning: { en: 'The headers are too large.', vi: 'Phần header quá lớn.' },
    remedy: {
      en: 'Send fewer or shorter headers and cookies.',
      vi: 'Giảm số lượng hoặc độ dài header và cookie.',
    },
  },
  media_type_unsupported: {
    meaning: {
      en: 'The body comes in a form that this endpoint does not read.',
      vi: 'Endpoint này không đọc được định dạng nội dung đã gửi.',
    },
    remedy: {
      en: 'Send `Content-Type: application/json`, uncompressed.',
      vi: 'Gửi `Content-Type: application/json`, không nén.',
    },
  },
  endpoint_unknown: {
    meaning: { en: 'There is no such address.', vi: 'Địa chỉ không tồn tại.' },
    remedy: {
      en: 'Check the base URL; `/v1` is often missing or doubled.',
      vi: 'Kiểm tra base URL; thường là thiếu hoặc thừa `/v1`.',
    },
  },
  method_not_allowed: {
    meaning: {
      en: 'The address exists, but not with this method.',
      vi: 'Địa chỉ đúng nhưng sai phương thức.',
    },
    remedy: { en: 'Use the method that the message names.', vi: 'Dùng phương thức mà thông báo nêu.' },
  },
  token_missing: {
    meaning: { en: 'No key was sent.', vi: 'Chưa gửi khóa.' },
    remedy: { en: 'Send `Authorization: Bearer sk-…`.', vi: 'Gửi `Authorization: Bearer sk-…`.' },
  },
  token_invalid: {
    meaning: { en: 'The key is not known here.', vi: 'Khóa không tồn tại trong hệ thống.' },
    remedy: { en: 'Copy it again, or make a new one.', vi: 'Chép lại khóa cho đúng hoặc tạo khóa mới.' },
  },
  token_disabled: {
    meaning: { en: 'The key is switched off.', vi: 'Khóa đã bị tắt.' },
    remedy: { en: 'Enable it, or use another.', vi: 'Bật lại hoặc dùng khóa khác.' },
  },
  token_expired: {
    meaning: { en: 'The key has expired.', vi: 'Khóa đã hết hạn.' },
    remedy: { en: 'Give it a later date, or make a new one.', vi: 'Gia hạn khóa hoặc tạo khóa mới.' },
  },
  user_disabled: {
    meaning: { en: 'The account is disabled.', vi: 'Tài khoản đã bị khóa.' },
    remedy: { en: 'Ask the operator.', vi: 'Liên hệ quản trị viên.' },
  },
  address_not_allowed: {
    meaning: {
      en: 'The key may not be used from this address.',
      vi: 'Khóa không được dùng từ địa chỉ IP này.',
    },
    remedy: {
      en: 'Call from an allowed address, or change `allow_ips` of the key.',
      vi: 'Gọi từ địa chỉ được phép hoặc sửa `allow_ips` của khóa.',
    },
  },
  group_not_allowed: {
    meaning: {
      en: 'The group of the key may not be used by this account.',
      vi: 'Tài khoản không được dùng nhóm của khóa này.',
    },
    remedy: { en: 'Choose another group for the key.', vi: 'Chọn nhóm khác cho khóa.' },
  },
  model_not_allowed: {
    meaning: {
      en: 'The key or its group may not use this model.',
      vi: 'Khóa hoặc nhóm của khóa không được dùng model này.',
    },
    remedy: {
      en: 'Use a model from `GET /v1/models`, or change the key.',
      vi: 'Dùng model có trong `GET /v1/models` hoặc sửa cấu hình khóa.',
    },
  },
  model_unknown: {
    meaning: { en: 'No model has this name here.', vi: 'Không có model nào mang tên này.' },
    remedy: { en: 'Take the name from `GET /v1/models`.', vi: 'Lấy đúng tên từ `GET /v1/models`.' },
  },
  model_unpriced: {
    meaning: {
      en: 'The model has no price, so it cannot be charged.',
      vi: 'Model chưa có giá nên chưa thể tính tiền.',
    },
    remedy: { en: 'Ask the operator to price it.', vi: 'Đề nghị quản trị viên đặt giá.' },
  },
  balance_too_low: {
    meaning: {
      en: 'The balance does not cover what the call may cost at most.',
      vi: 'Số dư không đủ cho chi phí tối đa của cuộc gọi.',
    },
    remedy: {
      en: 'Top up, or ask for less with `max_tokens`.',
      vi: 'Nạp thêm tiền, hoặc giảm `max_tokens`.',
    },
  },
  token_limit_reached: {
    meaning: {
      en: 'The key’s own limit does not cover the call.',
      vi: 'Hạn mức riêng của khóa không đủ cho cuộc gọi.',
    },
    remedy: { en: 'Raise the quota of the key.', vi: 'Tăng hạn mức của khóa.' },
  },
  idempotency_conflict: {
    meaning: {
      en: 'This `Idempotency-Key` was used with another body.',
      vi: '`Idempotency-Key` này đã được dùng với nội dung khác.',
    },
    remedy: { en: 'Use a new key for a new request.', vi: 'Dùng giá trị mới cho mỗi yêu cầu mới.' },
  },
  idempotency_running: {
    meaning: {
      en: 'The first call with this `Idempotency-Key` is still running.',
      vi: 'Cuộc gọi đầu tiên với `Idempotency-Key` này vẫn đang chạy.',
    },
    remedy: { en: 'Wait a moment and send it again.', vi: 'Chờ một lát rồi gửi lại.' },
  },
  rate_limited: {
    meaning: { en: 'Too many calls in a short time.', vi: 'Quá nhiều cuộc gọi trong thời gian ngắn.' },
    remedy: { en: 'Wait as long as `Retry-After` says.', vi: 'Chờ đúng số giây trong `Retry-After`.' },
  },
  client_gone: {
    meaning: {
      en: 'You closed the connection before the answer was there; seen in the log only.',
      vi: 'Bạn ngắt kết nối trước khi có kết quả; chỉ thấy trong nhật ký.',
    },
    remedy: {
      en: 'Allow more time in your client, or use a stream.',
      vi: 'Tăng thời gian chờ ở phía bạn hoặc dùng stream.',
    },
  },
  upstream_refused: {
    meaning: {
      en: 'The model’s maker refused the request: content, length or an option that the model lacks. The status may be another from 400 to 422.',
      vi: 'Nhà cung cấp từ chối yêu cầu: do nội dung, độ dài hoặc tùy chọn mà model không hỗ trợ. Mã trạng thái có thể là giá trị khác từ 400 đến 422.',
    },
    remedy: { en: 'Change the request as the message says.', vi: 'Sửa yêu cầu theo thông báo.' },
  },
  upstream_busy: {
    meaning: {
      en: 'The makers of this model are overloaded on every channel.',
      vi: 'Nhà cung cấp model đang quá tải trên mọi kênh.',
    },
    remedy: {
      en: 'Wait as long as `Retry-After` says, or use another model.',
      vi: 'Chờ theo `Retry-After` hoặc dùng model khác.',
    },
  },
  upstream_key_refused: {
    meaning: {
      en: 'The operator’s key at the maker was refused.',
      vi: 'Khóa của quản trị viên tại nhà cung cấp bị từ chối.',
    },
    remedy: {
      en: 'Tell the operator; your key is fine.',
      vi: 'Báo quản trị viên; khóa của bạn không có lỗi.',
    },
  },
  upstream_model_unknown: {
    meaning: {
      en: 'The channel names a model that its maker does not have.',
      vi: 'Kênh trỏ tới model mà nhà cung cấp không có.',
    },
    remedy: { en: 'Tell the operator.', vi: 'Báo quản trị viên.' },
  },
  upstream_unreachable: {
    meaning: { en: 'The maker could not be reached.', vi: 'Không kết nối được tới nhà cung cấp.' },
    remedy: { en: 'Try again in a moment.', vi: 'Thử lại sau giây lát.' },
  },
  upstream_failed: {
    meaning: { en: 'The maker answered with an error of its own.', vi: 'Hệ thống của nhà cung cấp gặp lỗi.' },
    remedy: { en: 'Try again in a moment.', vi: 'Thử lại sau giây lát.' },
  },
  upstream_garbage: {
    meaning: {
      en: 'The maker answered something that cannot be read.',
      vi: 'Nhà cung cấp trả về dữ liệu không đọc được.',
    },
    remedy: {
      en: 'Try again; tell the operator when it goes on.',
      vi: 'Thử lại; nếu vẫn lỗi, báo quản trị viên.',
    },
  },
  upstream_cut: {
    meaning: {
      en: 'The maker broke off its answer. In a stream it comes as an error event.',
      vi: 'Nhà cung cấp ngắt giữa chừng. Khi stream, lỗi đến dưới dạng một sự kiện lỗi.',
    },
    remedy: { en: 'Send the request again.', vi: 'Gửi lại yêu cầu.' },
  },
  upstream_timeout: {
    meaning: { en: 'The maker did not answer in time.', vi: 'Nhà cung cấp không trả lời kịp thời hạn.' },
    remedy: {
      en: 'Try again; for long answers use a stream.',
      vi: 'Thử lại; với câu trả lời dài, hãy dùng stream.',
    },
  },
  no_channel: {
    meaning: {
      en: 'No channel of your group can serve this model just now.',
      vi: 'Hiện không có kênh nào trong nhóm phục vụ được model này.',
    },
    remedy: {
      en: 'Try again later, or choose another group or model.',
      vi: 'Thử lại sau, hoặc chọn nhóm hay model khác.',
    },
  },
  model_retired: {
    meaning: {
      en: 'The maker of this model has ended it.',
      vi: 'Nhà cung cấp đã ngừng model này.',
    },
    remedy: {
      en: 'Use the successor that the message names; the request itself may stay as it is.',
      vi: 'Dùng model kế nhiệm được nêu trong thông báo; nội dung yêu cầu có thể giữ nguyên.',
    },
  },
  task_unknown: {
    meaning: {
      en: 'There is no task with this id for your account, or it was deleted.',
      vi: 'Tài khoản của bạn không có tác vụ nào với id này, hoặc tác vụ đã bị xóa.',
    },
    remedy: {
      en: '`GET /v1/tasks` lists what there is.',
      vi: '`GET /v1/tasks` liệt kê các tác vụ hiện có.',
    },
  },
  task_not_cancellable: {
    meaning: {
      en: 'The task has ended, or its upstream cannot stop what it has begun.',
      vi: 'Tác vụ đã kết thúc, hoặc nhà cung cấp không thể dừng việc đã bắt đầu.',
    },
    remedy: {
      en: 'Wait for its end; a task that fails is refunded in full.',
      vi: 'Hãy chờ tác vụ kết thúc; tác vụ thất bại được hoàn tiền đầy đủ.',
    },
  },
  task_running: {
    meaning: {
      en: 'The task has not ended yet.',
      vi: 'Tác vụ chưa kết thúc.',
    },
    remedy: {
      en: 'Wait for its end, or cancel it first.',
      vi: 'Chờ tác vụ kết thúc, hoặc hủy tác vụ trước.',
    },
  },
  task_lost: {
    meaning: {
      en: 'The upstream does not know the task any more, or its channel was removed. Nothing is charged.',
      vi: 'Nhà cung cấp không còn biết tác vụ này, hoặc kênh của nó đã bị xóa. Không tính tiền.',
    },
    remedy: {
      en: 'Submit it again.',
      vi: 'Gửi lại tác vụ.',
    },
  },
  task_expired: {
    meaning: {
      en: 'The task did not end in the time that its upstream is given. It is refunded in full.',
      vi: 'Tác vụ không kết thúc trong thời gian cho phép. Tiền được hoàn lại đầy đủ.',
    },
    remedy: {
      en: 'Submit it again, perhaps shorter or at a lower resolution.',
      vi: 'Gửi lại tác vụ, có thể ngắn hơn hoặc độ phân giải thấp hơn.',
    },
  },
  task_cancelled: {
    meaning: {
      en: 'The task was cancelled. It is refunded in full.',
      vi: 'Tác vụ đã bị hủy. Tiền được hoàn lại đầy đủ.',
    },
    remedy: {
      en: 'Submit it again when you want it after all.',
      vi: 'Gửi lại nếu bạn vẫn cần kết quả.',
    },
  },
  answer_unknown: {
    meaning: {
      en: 'There is no stored answer with this id for your account.',
      vi: 'Tài khoản của bạn không có câu trả lời nào được lưu với id này.',
    },
    remedy: {
      en: 'Send the whole conversation, or keep answers with `store: true`.',
      vi: 'Gửi lại toàn bộ hội thoại, hoặc lưu câu trả lời bằng `store: true`.',
    },
  },
  file_unknown: {
    meaning: {
      en: 'There is no file with this id for your account; it was deleted or is past its time.',
      vi: 'Tài khoản của bạn không có tệp nào với id này; tệp đã bị xóa hoặc hết hạn.',
    },
    remedy: {
      en: 'Look at the list of your files, or upload it again.',
      vi: 'Xem danh sách tệp của bạn, hoặc tải lên lại.',
    },
  },
  files_full: {
    meaning: {
      en: 'The account has no room for this file.',
      vi: 'Tài khoản không còn chỗ cho tệp này.',
    },
    remedy: {
      en: 'Delete files that you no longer need.',
      vi: 'Xóa những tệp không còn cần.',
    },
  },
  store_unavailable: {
    meaning: { en: 'The gateway’s database does not answer.', vi: 'Cơ sở dữ liệu của cổng không phản hồi.' },
    remedy: {
      en: 'Try again in a moment; nothing was charged.',
      vi: 'Thử lại sau giây lát; bạn không bị tính tiền.',
    },
  },
  stopping: {
    meaning: { en: 'The gateway is being restarted.', vi: 'Cổng đang khởi động lại.' },
    remedy: { en: 'Try again in a moment.', vi: 'Thử lại sau giây lát.' },
  },
  gateway_fault: {
    meaning: { en: 'Something went wrong in the gateway.', vi: 'Cổng gặp lỗi nội bộ.' },
    remedy: {
      en: 'Try again; if it stays, give the operator the request id.',
      vi: 'Thử lại; nếu vẫn lỗi, gửi mã yêu cầu cho quản trị viên.',
    },
  },
} as const satisfies Record<FaultCode, { meaning: Text; remedy: Text }>;
