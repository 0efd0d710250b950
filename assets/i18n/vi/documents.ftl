# Chữ trong tệp xuất ra. Khóa dùng ở crate app, phần report.

documents-title = NHẬT KÝ HỖ TRỢ ĐỊNH DANH ĐIỆN TỬ
documents-summary-title = TỔNG HỢP BUỔI HỖ TRỢ
documents-log-sheet = Nhật ký
documents-summary-sheet = Tổng hợp
documents-page = Trang
documents-warning = Tệp này chứa dữ liệu cá nhân: chỉ dùng cho công việc, không gửi qua mạng xã hội, xóa khi hết cần.
documents-practice = XÃ THỰC HÀNH - DỮ LIỆU GIẢ

documents-commune = Xã { $commune }
documents-village = Thôn { $village }
documents-session = { $place }, ngày { $on }
documents-members = Người hỗ trợ: { $members }

documents-column-number = STT
documents-column-ticket = Phiếu
documents-column-day = Ngày
documents-column-time = Giờ
documents-column-place = Thôn/Đơn vị
documents-column-name = Họ tên
documents-column-birth-year = Năm sinh
documents-column-sex = Giới tính
documents-column-citizen-number = Số định danh
documents-column-service = Việc
documents-column-outcome = Kết quả
documents-column-difficulties = Khó khăn
documents-column-return-day = Ngày hẹn
documents-column-utilities = Tiện ích
documents-column-note = Ghi chú
documents-column-recorded-by = Người ghi
documents-column-device = Máy
documents-column-state = Tình trạng

documents-voided = Đã hủy
documents-corrected = Đã sửa
documents-voided-not-counted = Đã hủy (không tính)

documents-by-outcome = Theo kết quả
documents-by-service = Theo việc
documents-by-difficulty = Khó khăn gặp phải
documents-talks = Tuyên truyền
documents-total = Tổng số
documents-unit-assists = Số lượt
documents-unit-heads = Số người

documents-fact-commune = Xã
documents-fact-place = Thôn/Đơn vị
documents-fact-day = Ngày
documents-fact-members = Người hỗ trợ
documents-fact-opened = Mở lúc
documents-fact-closed = Đóng lúc
documents-fact-heads = Số người đếm tại chỗ
documents-fact-citizens = Số công dân được hỗ trợ
documents-fact-outreach-heads = Số người nghe tuyên truyền
documents-refused-title = Các dòng bị từ chối: sửa rồi nhập lại
documents-refused-row = Dòng trong tệp gốc
documents-refused-reasons = Lý do
documents-refused-village = Thôn
documents-refused-state = Trạng thái tài khoản

documents-call-title = DANH SÁCH GỌI HẸN LẠI
documents-call-sheet = Hẹn lại
documents-call-all = Cả xã
documents-call-people = { $count } người
documents-call-no-village = Chưa rõ thôn
documents-call-foot = Danh sách có họ tên và số điện thoại: cất giữ như sổ ghi, không chụp gửi đi, gọi và nhập kết quả xong thì hủy. Đánh dấu X vào ô kết quả; chữ số là phím bấm khi nhập vào máy (F2).
documents-column-phone = Điện thoại
documents-column-why = Vì sao
documents-column-calls = Đã gọi
documents-calls = { $count } lần, gần nhất: { $last }
