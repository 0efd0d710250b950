# Chữ của lệnh donghanh. Khóa dùng ở crate cli.

cli-phase-first-run = Máy này chưa thiết lập gì. Dùng “donghanh practice” để thực hành, hoặc “donghanh set-up” để thiết lập xã.
cli-phase-joining = Máy này đã gửi yêu cầu tham gia, đang chờ tổ trưởng trả lời.
cli-phase-locked = Đã thiết lập, đang khóa.
cli-phase-open = Đang mở.
cli-join-code = Mã đối chiếu: { $code }
cli-villages = Thôn:
cli-units = Đơn vị:
cli-members = Thành viên:
cli-session-open = đang mở
cli-session-closed = đã đóng
cli-more = Còn nữa: gõ thêm để thu hẹp.
cli-voided = (đã hủy)
cli-saved = Đã lưu trên máy này · { $count }
cli-card-chip-card = Căn cước công dân gắn chip
cli-card-identity-card = Thẻ Căn cước
cli-exported = Đã xuất { $rows } lượt. Tệp chứa dữ liệu cá nhân, hãy giữ cẩn thận.
cli-arrived = { $arrived } / { $written } đã đến nơi
cli-check-holds = đúng
cli-check-fails = SAI
cli-seeded = Đã tạo xã thực hành: { $people } người trong danh sách, { $assists } lượt hỗ trợ.
cli-bundle-written = Đã ghi và đọc lại đúng: { $entries } mục, { $receipts } biên nhận. Chưa có gì tính là đã đến nơi cho đến khi có biên nhận.
