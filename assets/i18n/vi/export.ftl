# Xuất sổ của buổi ra tệp.

export-title = Xuất sổ của buổi
export-format = Loại tệp
export-xlsx = Excel, có trang tổng hợp
export-pdf = PDF, để in
export-xlsx-plain = Excel
export-csv = CSV, cho phần mềm khác
export-numbers = Số định danh
export-masked = Che bớt: 005******002
export-full = Đủ 12 số
export-warning = Tệp chứa dữ liệu cá nhân: họ tên, năm sinh, thôn, việc đã làm.
export-warning-next = Chỉ để trên máy công vụ hoặc USB của tổ. Không gửi qua Zalo, Facebook hay thư cá nhân; xóa khi hết cần.
export-warning-full = Tệp sẽ có đủ số định danh của từng người.
export-warning-full-next = Chỉ chọn khi công an xã cần đối chiếu. Giao tận tay, không gửi qua Zalo, Facebook hay thư cá nhân; đối chiếu xong thì xóa.
export-path = Nơi lưu
export-path-hint = Tên tệp không chứa tên người. Sửa được, hoặc bấm để chọn nơi khác.
export-path-missing = Chọn nơi lưu trước.
export-pick = Chọn nơi lưu…
export-write = Ghi tệp
export-cancel = Thôi
export-done = Đã ghi tệp
export-written =
    { $n ->
       *[other] Đã ghi { $count } lượt, { $size }.
    }
export-after = Số định danh đã che bớt. Tệp vẫn có tên người: giữ như giữ sổ giấy.
export-after-full = Tệp có đủ số định danh: giao tận tay, xóa khi xong việc.
