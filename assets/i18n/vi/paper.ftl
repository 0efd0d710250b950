# Giấy tờ in ra: phiếu ghi tay.

paper-title = Phiếu ghi tay
paper-name = Họ tên
paper-birth-year = Năm sinh
paper-village = Thôn
paper-number = Số định danh (đủ, hoặc 4 số cuối)
paper-phone = Điện thoại
paper-helper = Người hỗ trợ
paper-service = Việc
paper-outcome = Kết quả
paper-difficulties = Mã khó khăn
paper-return-day = Hẹn ngày
paper-note = Ghi chú
paper-legend = Mã khó khăn
paper-warning = Phiếu có dữ liệu cá nhân: không để ngoài tầm mắt, cất vào tủ khóa; nhập vào máy xong thì hủy. Không ghi mật khẩu, passcode, mã OTP.

paper-service-chip-card-advice = Tư vấn thẻ
paper-service-level-1-install = Cài mức 1
paper-service-level-2-enrolment = Thu nhận mức 2
paper-service-level-2-activation = Kích hoạt mức 2
paper-service-utilities-shown = Tiện ích
paper-service-account-recovery = Lấy lại TK

# Tờ rơi
paper-leaflet-title = Cài VNeID, kích hoạt mức 2
paper-leaflet-lead = Từng bước, cho bà con và người đi cùng. Hỏi tổ hỗ trợ của xã, công an xã, hoặc gọi 1900 0368.
paper-leaflet-address = Tài liệu hướng dẫn chính thức: quét mã bên phải hoặc mở
paper-leaflet-foot = Không ai được hỏi mã OTP, mật khẩu, passcode của bạn. Tổng đài VNeID: 1900 0368.
