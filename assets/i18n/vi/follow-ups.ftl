# Những người phải gặp lại: danh sách, cuộc gọi, danh sách gọi.

follow-ups-title = Hẹn lại
follow-ups-about =
    { $n ->
       *[other] { $count } người phải gặp lại
    }
follow-ups-empty = Không còn ai phải gặp lại
follow-ups-empty-next = Ai được ghi “Hẹn lại”, chờ duyệt hay chờ kích hoạt mức 2 sẽ hiện ở đây, và tự rời đi ở lượt hỗ trợ sau.
follow-ups-empty-here = Không còn ai ở đây
follow-ups-places = Thôn
follow-ups-all = Cả xã
follow-ups-no-village = Chưa rõ thôn
follow-ups-overdue = quá hẹn { $count }
follow-ups-today = hôm nay { $count }
follow-ups-group = { $when } · { $count }
follow-ups-group-part = { $when } · { $count } người đầu
follow-ups-beyond-all = Đang hiện { $shown } người hẹn sớm nhất, còn { $count } người chưa hiện. Chọn từng thôn để xem tiếp, hoặc ghi “Danh sách gọi”: tệp đó có đủ mọi người.
follow-ups-beyond-here = Đang hiện { $shown } người hẹn sớm nhất ở đây, còn { $count } người chưa hiện. Ghi “Danh sách gọi”: tệp đó có đủ mọi người.

follow-ups-col-name = Họ tên
follow-ups-col-phone = Điện thoại
follow-ups-col-why = Vì sao
follow-ups-col-due = Ngày hẹn
follow-ups-col-calls = Đã gọi
follow-ups-no-phone = chưa có số
follow-ups-born = sinh { $year }
follow-ups-late =
    { $n ->
       *[other] quá { $count } ngày
    }
follow-ups-met = { $service }, buổi { $day }
follow-ups-calls =
    { $n ->
       *[other] { $count } lần
    }

follow-ups-phone-show = Hiện số
follow-ups-call = Ghi cuộc gọi
follow-ups-desk = Mở ở bàn
follow-ups-person = Xem hồ sơ
follow-ups-call-title = Gọi { $name }
follow-ups-result = Kết quả cuộc gọi
follow-ups-again = Ngày sẽ đến
follow-ups-again-hint = Để trống thì giữ ngày hẹn cũ.
follow-ups-save = Lưu cuộc gọi
follow-ups-noted = Đã ghi: { $name }, { $result }.

follow-ups-sheet = Danh sách gọi
follow-ups-sheet-title = Danh sách gọi: { $place }
follow-ups-sheet-warning = Tệp có họ tên và đủ số điện thoại, không có số định danh.
follow-ups-sheet-warning-next = In ra để gọi, gọi xong thì hủy. Không gửi qua Zalo, Facebook hay thư cá nhân.
follow-ups-sheet-done = Đã ghi danh sách gọi
follow-ups-sheet-written =
    { $n ->
       *[other] { $count } người trong tệp.
    }
