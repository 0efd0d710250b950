# Đọc thẻ: vì sao chưa đọc được, và điều cần nhìn lại. Khóa ở domain::card.

card-error-too-long = Chuỗi quét dài hơn mọi loại thẻ. Quét lại mã QR trên thẻ, hoặc gõ tay.
card-error-too-few-fields = Thẻ chưa đọc hết. Giữ thẻ phẳng, đủ sáng rồi quét lại, hoặc gõ tay.
card-error-too-many-fields = Chuỗi quét có nhiều phần hơn mọi loại thẻ. Quét lại từng thẻ một.
card-error-number = Không thấy số định danh 12 chữ số. Quét lại, hoặc gõ tay.
card-error-old-number = Phần số chứng minh nhân dân cũ bị méo. Quét lại, hoặc gõ tay.
card-error-name-missing = Thẻ đọc được nhưng thiếu họ tên. Quét lại, hoặc gõ tay.
card-error-name-mangled = Máy quét gõ sai dấu tiếng Việt. Tắt bộ gõ (Unikey) rồi quét lại, hoặc gõ tay họ tên.
card-error-name-too-long = Họ tên trong chuỗi quét dài quá mức. Quét lại, hoặc gõ tay.
card-error-birth = Ngày sinh trong chuỗi quét không đọc được. Quét lại, hoặc gõ tay.
card-error-birth-impossible = Ngày sinh trong chuỗi quét không có trên lịch. Quét lại, hoặc gõ tay.
card-error-birth-future = Ngày sinh trong chuỗi quét nằm ở tương lai. Xem lại thẻ và ngày giờ của máy.
card-error-sex = Phần giới tính không đọc được. Tắt bộ gõ (Unikey) rồi quét lại.
card-error-caps-lock = Phím Caps Lock đang bật. Tắt đi rồi quét lại.
card-error-address = Phần địa chỉ không đọc được. Quét lại, hoặc gõ tay.
card-error-issue-date = Ngày cấp không đọc được, có thể thẻ chưa quét hết. Quét lại.

card-warning-birth-year-differs = Năm sinh khác với năm trong số định danh: xem lại thẻ.
card-warning-sex-differs = Giới tính khác với số định danh: xem lại thẻ.
card-warning-sample-number = Số này là số mẫu để thực hành, không của ai.
card-warning-birth-place-unknown = Ba số đầu không phải mã của tỉnh hay nước nào: xem lại số.
card-warning-birth-year-only = Thẻ chỉ ghi năm sinh.
card-warning-name-in-capitals = Thẻ ghi họ tên toàn chữ hoa; đã đổi sang chữ thường có hoa đầu.
card-warning-address-missing = Thẻ không có địa chỉ: chọn thôn giúp bà con.
card-warning-address-mangled = Địa chỉ có ký tự lạ do máy quét: xem lại trước khi lưu.
card-warning-mended = Máy quét gõ méo dấu tiếng Việt; ứng dụng đã sửa lại.
card-warning-name-unsure = Có chữ trong họ tên không chắc: nhìn thẻ rồi chọn chữ đúng.
card-warning-address-unsure = Có chữ trong địa chỉ không chắc: nhìn thẻ rồi chọn chữ đúng.
card-warning-input-method = Bộ gõ tiếng Việt có thể đã đổi chữ trong họ tên: nhìn thẻ. Tắt bộ gõ (Unikey, Telex, VNI) khi quét.
card-warning-issued-ahead = Ngày cấp thẻ nằm sau hôm nay: xem lại ngày giờ của máy.
card-warning-issued-before-birth = Ngày cấp thẻ trước ngày sinh: xem lại thẻ.
card-warning-extra-fields = Thẻ có thêm thông tin mà ứng dụng không lưu.

## Thử máy quét

scanner-plain = Máy quét gõ đúng mọi chữ tiếng Việt.
scanner-utf8-as-cp1252 = Máy quét gõ méo dấu (TrÆ°Æ¡ng thay cho Trương). Ứng dụng sửa lại được.
scanner-byte-numbers = Máy quét gõ số thay cho chữ có dấu (0198… thay cho ư). Ứng dụng sửa lại được.
scanner-code-point-numbers = Máy quét gõ mã số thay cho chữ có dấu (7877 thay cho ễ). Ứng dụng sửa lại được; số nhà đôi khi phải chọn.
scanner-low-byte = Máy quét gõ ký hiệu thay cho chữ có dấu (░ thay cho ư). Ứng dụng sửa lại được; vài chữ phải nhìn thẻ mà chọn.
scanner-caps-lock = Phím Caps Lock đang bật: chữ hoa và chữ thường bị đổi chỗ.
scanner-input-method = Bộ gõ tiếng Việt (Unikey, Telex, VNI) viết lại chữ mà máy quét gõ.
scanner-unknown = Máy quét làm sai chữ theo cách ứng dụng chưa biết. Số, ngày sinh, giới tính vẫn đọc được; họ tên phải gõ tay.
scanner-unclear = { $count } chữ không phân biệt được chắc chắn: khi gặp, ứng dụng đưa ra các chữ có thể đúng.
scanner-no-enter = Máy quét không gõ Enter sau khi quét. Đặt hậu tố (suffix) của máy quét là Enter (CR), theo sách hướng dẫn của máy.
scanner-set-unicode = Muốn hết méo: trong sách hướng dẫn của máy quét, chọn bàn phím kiểu Unicode (hoặc Alt + mã), mã hóa UTF-8, rồi thử lại.
scanner-set-caps = Tắt Caps Lock rồi thử lại.
scanner-set-input-method = Chuyển bộ gõ sang chữ E (Ctrl+Shift) rồi thử lại. Khi bộ gõ bật, ứng dụng không đọc thẻ.
scanner-set-unknown = Thử một máy quét khác, hoặc gõ tay.
