# Đọc thẻ: vì sao không nhận, và điều nên xem lại trên thẻ đã nhận.

card-error-too-long = Chuỗi quét dài hơn mọi loại thẻ. Hãy quét lại, hoặc gõ tên.
card-error-too-few-fields = Máy quét chỉ đọc được một phần thẻ. Giữ thẻ yên rồi quét lại, hoặc gõ tên.
card-error-too-many-fields = Chuỗi quét không phải của thẻ căn cước. Hãy quét lại mã QR trên thẻ, hoặc gõ tên.
card-error-number = Không thấy số định danh 12 chữ số ở đầu. Hãy quét lại mã QR trên thẻ, hoặc gõ tên.
card-error-old-number = Ô số CMND cũ đọc không đúng. Hãy quét lại, hoặc gõ tên.
card-error-name-missing = Không đọc được họ tên. Hãy quét lại, hoặc gõ tên.
card-error-name-mangled = Họ tên bị máy quét làm hỏng dấu. Hãy quét lại, hoặc gõ tên theo thẻ.
card-error-name-too-long = Họ tên đọc được dài quá mức. Hãy quét lại, hoặc gõ tên.
card-error-birth = Không đọc được ngày sinh. Hãy quét lại, hoặc gõ tên.
card-error-birth-impossible = Ngày sinh đọc được không có trong lịch. Hãy quét lại, hoặc gõ tên.
card-error-birth-future = Ngày sinh đọc được nằm ở tương lai. Xem lại ngày giờ của máy, rồi quét lại.
card-error-sex = Không đọc được giới tính. Tắt bộ gõ tiếng Việt (Unikey) rồi quét lại, hoặc gõ tên.
card-error-caps-lock = Caps Lock đang bật nên chữ hoa, chữ thường bị đảo. Tắt Caps Lock rồi quét lại.
card-error-address = Không đọc được nơi thường trú. Hãy quét lại, hoặc gõ tên.
card-error-issue-date = Không đọc được ngày cấp thẻ. Hãy quét lại, hoặc gõ tên.

card-warning-birth-year-differs = Năm sinh khác với năm trong số định danh. Hỏi lại và xem thẻ.
card-warning-sex-differs = Giới tính khác với số định danh. Hỏi lại và xem thẻ.
card-warning-sample-number = Số này là số mẫu, không phải của người thật.
card-warning-birth-place-unknown = Ba số đầu không phải mã tỉnh hay quốc gia nào. Xem lại thẻ.
card-warning-birth-year-only = Thẻ chỉ ghi năm sinh.
card-warning-name-in-capitals = Họ tên trên thẻ viết hoa toàn bộ, đã đổi sang kiểu thường. Xem lại dấu.
card-warning-address-missing = Thẻ không có nơi thường trú.
card-warning-address-mangled = Nơi thường trú bị máy quét làm hỏng dấu. Xem lại trên thẻ.
card-warning-issued-ahead = Ngày cấp thẻ nằm ở tương lai. Xem lại ngày giờ của máy.
card-warning-issued-before-birth = Ngày cấp thẻ trước ngày sinh. Xem lại thẻ.
card-warning-extra-fields = Thẻ có thêm thông tin; phần thêm không được lưu.

note-warning-citizen-number = Ghi chú có số định danh. Hãy xóa số đó: ghi chú không phải chỗ cho số định danh.
note-warning-secret = Ghi chú có mật khẩu hoặc mã OTP. Hãy xóa ngay: không ai được giữ mã của người khác.
