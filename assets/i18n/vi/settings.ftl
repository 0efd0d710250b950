# Cài đặt.

settings-title = Cài đặt
settings-appearance = Hiển thị
settings-language = Ngôn ngữ
settings-theme = Nền
settings-theme-auto = Theo máy
settings-theme-light = Sáng
settings-theme-dark = Tối

settings-profile = Xã đang mở trên máy này
settings-profile-practice = Xã thực hành. Người và số liệu không có thật, nằm ở tệp riêng.
settings-profile-commune = Xã thật. Xã thực hành nằm ở tệp riêng, mở ra tập lúc nào cũng được; xã thật sẽ được khóa lại.
settings-profile-turning = Đang chuyển, chờ vài giây

settings-team = Người trong tổ · { $count }
settings-team-about = Tổ trưởng thêm người, cho máy mới vào và nối máy chủ.
settings-villages = Thôn · { $count }
settings-units = Đơn vị · { $count }
settings-units-none = Chưa có đơn vị nào.
settings-places-about = Thôn và đơn vị được ghi khi lập xã.
settings-member-name = Họ và tên
settings-member-add = Thêm người
settings-member-missing = Ghi họ tên.
settings-member-about = Người này tự đặt mã PIN khi máy của họ vào xã (Đồng bộ, “Cho máy mới vào”).
settings-member-added = Đã thêm { $name }.
settings-unit-name = Tên đơn vị
settings-unit-kind = Loại

settings-verify = Kiểm tra sổ
settings-verify-about = Đọc lại toàn bộ tệp trên máy này và so từng mục. Không sửa gì.
settings-verify-now = Kiểm tra ngay
settings-verifying = Đang đọc lại từng mục
settings-verify-holds = Mọi thứ khớp. Sổ trên máy này nguyên vẹn.
settings-verify-fails = Có mục không khớp. Đừng xóa hay cài lại gì; sao chép cả thư mục dữ liệu ra nơi khác rồi báo người phụ trách.
settings-verify-entries = Số mục theo máy:
settings-check = Kiểm tra
settings-check-count = Số mục
settings-check-result = Kết quả
settings-check-holds = Khớp
settings-check-fails = Không khớp

settings-about = Giới thiệu
settings-version = Đồng Hành { $version }. Phần mềm tự do, giấy phép Apache-2.0 hoặc MIT.
