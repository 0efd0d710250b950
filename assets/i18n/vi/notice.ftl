# Điều cần nhìn trên thẻ của một người; không điều nào chặn việc ghi. Khóa ở crate app.

notice-helped-tonight = Buổi này đã ghi cho người này lúc { $time }, { $member }, { $device }.
notice-same-service-tonight = Buổi này đã ghi đúng việc này cho người này lúc { $time }, { $member }, { $device }. Xem kỹ kẻo ghi trùng.
notice-same-service-before = Việc này đã làm xong cho người này ngày { $day }, { $member }, { $device }. Xem kỹ kẻo ghi trùng.
notice-name-differs = Tên đã lưu khác tên trên thẻ; vẫn giữ tên đã lưu. Đúng tên trên thẻ thì sửa hồ sơ, có ghi lý do.
notice-birth-differs = Ngày sinh đã lưu khác trên thẻ; vẫn giữ ngày đã lưu.
notice-roster-name-differs = Danh sách công an ghi tên khác tên trên thẻ; lấy tên trên thẻ.
notice-child = Dưới 14 tuổi: phải có cha mẹ hoặc người giám hộ.
notice-record-conflict = Hồ sơ này có hai lần sửa khác nhau: tổ trưởng cần xem lại.
notice-scan-retyped = Bộ gõ tiếng Việt (Unikey, Telex, VNI) đang viết lại chữ của máy quét nên không đọc được thẻ. Chuyển bộ gõ sang chữ E (Ctrl+Shift), rồi quét lại. Chưa có gì được ghi.
notice-same-number = Số này đã có trong hồ sơ; lượt mới được ghi vào đúng hồ sơ đó.
