# Kết quả đọc một tệp chuyển, từng câu. Khóa nằm ở crate app.

bundle-new =
    { $n ->
       *[other] Nhận { $count } mục mới.
    }
bundle-known =
    { $n ->
       *[other] { $count } mục đã có ở đây từ trước.
    }
bundle-waiting =
    { $n ->
       *[other] { $count } mục chưa nhận được vì thiếu các mục trước đó. Ghi lại tệp “Tất cả” ở máy đã ghi những mục này.
    }
bundle-forged =
    { $n ->
       *[other] { $count } phần không phải của xã hoặc đã bị sửa: không nhận. Nếu lặp lại, báo tổ trưởng.
    }
bundle-foreign =
    { $n ->
       *[other] { $count } phần là của xã khác: không nhận.
    }
bundle-later =
    { $n ->
       *[other] { $count } phần do phiên bản mới hơn ghi: cài phiên bản mới nhất rồi đọc lại tệp này.
    }
bundle-unproven =
    { $n ->
       *[other] { $count } biên nhận chưa kiểm tra được vì máy này chưa biết máy chủ trung tâm.
    }
bundle-damaged = { $count } phần của tệp bị hỏng (phần số { $parts }); các phần khác vẫn nhận. Ghi lại tệp ở máy kia, nên dùng USB khác.
bundle-cut = Tệp bị cắt cụt: chỉ nhận được đoạn đầu. Ghi lại tệp ở máy kia, nên dùng USB khác.
bundle-altered = Tệp không còn như lúc được ghi; những phần còn đúng vẫn nhận. Ghi lại tệp ở máy kia.
bundle-receipts = { $receipts } biên nhận đúng chữ ký. Máy này: { $arrived } / { $written } đã đến nơi.
bundle-not-taken = Trung tâm cho biết { $entries } mục chưa nhận được, { $damaged } phần của tệp bị hỏng. Ghi lại tệp “Tất cả” rồi chuyển lần nữa.
bundle-empty = Trong tệp không có gì cho máy này.
