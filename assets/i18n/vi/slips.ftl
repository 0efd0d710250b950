# Phiếu giấy: in tập phiếu, nhập phiếu.

slips-pad = In phiếu
slips-pad-title = In tập phiếu giấy
slips-pad-done = Đã ghi tập phiếu
slips-pad-lead = Khi máy ở nơi khác hoặc hết pin, ghi tay vào phiếu có số rồi nhập sau. Mỗi trang A5 có ba phiếu.
slips-pad-count = Số phiếu
slips-pad-pages =
    { $n ->
       *[other] { $count } trang A5. Nhiều nhất 300 phiếu.
    }
slips-pad-first = Từ số
slips-pad-last = Tập trước: { $code } { $first }–{ $last }.
slips-pad-none = Tập đầu tiên của buổi trên máy này.
slips-pad-warning = Phiếu đã ghi là dữ liệu cá nhân trên giấy.
slips-pad-warning-next = Không để ngoài tầm mắt, cất vào tủ khóa, nhập vào máy xong thì hủy.
slips-pad-write = Ghi tệp PDF
slips-pad-written =
    { $n ->
       *[other] { $count } phiếu, { $size }.
    }
slips-pad-after = Mở tệp và in khổ A5, hoặc A4 hai trang một tờ. Máy nhớ các số này: tập sau đi tiếp, giờ cao điểm không phát trùng số.

# Nhập phiếu
slips-key = Nhập phiếu
slips-title = Nhập phiếu giấy
slips-key-walk = Đến ô đầu của phiếu còn chờ; trong hàng: sang ô kế, ô cuối thì lưu
slips-from = Từ phiếu { $code }-
slips-to = Đến số
slips-show = Hiện
slips-done-count = Đã nhập { $done } / { $all }.
slips-missing = Chưa nhập: { $numbers }.
slips-complete = Không còn phiếu nào chờ.
slips-closed = Buổi này đã đóng.
slips-closed-next = Phiếu nhập bây giờ vẫn được lưu và tính, ghi là đến sau khi đóng buổi.
slips-col-slip = Phiếu
slips-col-name = Họ tên
slips-col-birth = Năm sinh
slips-col-digits = Số định danh
slips-col-phone = Điện thoại
slips-col-village = Thôn
slips-col-service = Việc, 1–6
slips-col-outcome = Kết quả, 1–4
slips-col-difficulties = Mã khó khăn
slips-col-return-day = Hẹn
slips-col-note = Ghi chú
slips-known = đã có hồ sơ
slips-found = Người có thể là
slips-look-alikes = Có người trùng tên, cùng năm sinh, cùng thôn: so số cuối.
slips-pick = chọn; không chọn thì là người mới
slips-spoil = Hỏng
slips-key-spoil = Phiếu đang nhập bị hỏng; bấm lần nữa ở dòng đã đánh dấu thì bỏ dấu
slips-spoil-one = Đánh dấu phiếu { $slip } hỏng
slips-spoilt = Phiếu hỏng, không nhập
slips-unspoil = Bỏ dấu
slips-open = Mở
slips-nameless = chưa có tên
slips-keyed-by = { $name }, { $what }. { $member } nhập lúc { $time }, { $device }.
slips-taken = Phiếu { $slip } đã nhập rồi; chưa lưu gì thêm.
slips-again = Vẫn lưu
slips-saved = Đã lưu phiếu { $slip } trên máy này.
slips-saved-late = Đã lưu phiếu { $slip }, ghi là đến sau khi đóng buổi.
