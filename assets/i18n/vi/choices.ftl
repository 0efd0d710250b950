# Những lựa chọn cố định của công việc. Khóa đứng sau tên loại là giá trị trong dữ liệu.

service-chip-card-advice = Tư vấn thẻ
service-level-1-install = Cài mức 1
service-level-2-enrolment = Thu nhận mức 2
service-level-2-activation = Kích hoạt mức 2
service-utilities-shown = Hướng dẫn tiện ích
service-account-recovery = Khôi phục tài khoản

outcome-done = Xong
outcome-already-active = Có từ trước
outcome-come-back = Hẹn lại
outcome-refused = Từ chối

account-state-unknown = Chưa rõ
account-state-no-chip-card = Chưa có thẻ gắn chip
account-state-not-installed = Chưa cài VNeID
account-state-level-0 = Chưa định danh (mức 0)
account-state-level-1-waiting = Mức 1 chờ duyệt
account-state-level-1-active = Đã kích hoạt mức 1
account-state-level-2-received = Mức 2 đã thu nhận, chưa duyệt
account-state-level-2-approved = Mức 2 đã duyệt, chưa kích hoạt
account-state-level-2-active = Đã kích hoạt mức 2

sex-male = Nam
sex-female = Nữ

role-volunteer = Ghi chép
role-leader = Tổ trưởng
role-observer = Xem báo cáo

force-police = Công an xã
force-youth-union = Đoàn thanh niên
force-project-team = Tổ Đề án 06

unit-kind-agency = Cơ quan
unit-kind-school = Trường học
unit-kind-enterprise = Doanh nghiệp
unit-kind-organisation = Đoàn thể, tổ chức

outreach-kind-talk = Nói chuyện
outreach-kind-radio = Loa truyền thanh
outreach-kind-house-to-house = Đến từng nhà
outreach-kind-leaflet = Tờ rơi
outreach-kind-online = Trên mạng

call-result-no-answer = Không nghe máy
call-result-will-come = Sẽ đến
call-result-moved-away = Đã chuyển đi
call-result-done-elsewhere = Đã làm ở nơi khác
call-result-not-wanted = Không muốn làm nữa

follow-up-reason-come-back = Hẹn lại
follow-up-reason-approval = Mức 2 chờ duyệt
follow-up-reason-activation = Chờ kích hoạt mức 2

follow-up-when-overdue = Quá hẹn
follow-up-when-today = Hôm nay
follow-up-when-week = Trong 7 ngày tới
follow-up-when-later = Sau đó
follow-up-when-no-day = Chưa hẹn ngày

call-result-then-no-answer = Ở lại danh sách; số lần gọi được ghi lại.
call-result-then-will-come = Ở lại danh sách đến lượt hỗ trợ sau.
call-result-then-moved-away = Rời danh sách, trên mọi máy sau khi đồng bộ.
call-result-then-done-elsewhere = Rời danh sách, trên mọi máy sau khi đồng bộ.
call-result-then-not-wanted = Rời danh sách, trên mọi máy sau khi đồng bộ.

office-task-card = Làm thẻ căn cước
office-task-level-2 = Thu nhận định danh mức 2
office-task-app-help = Giúp cài, kích hoạt, mở lại VNeID

weekday-1 = Thứ Hai
weekday-2 = Thứ Ba
weekday-3 = Thứ Tư
weekday-4 = Thứ Năm
weekday-5 = Thứ Sáu
weekday-6 = Thứ Bảy
weekday-7 = Chủ Nhật
