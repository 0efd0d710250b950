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
