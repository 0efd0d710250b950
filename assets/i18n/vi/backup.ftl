# Bản sao lưu, bản sao thứ hai, lần thử khôi phục, và sổ của máy đã được sao chép. Khóa nằm ở crate app.

backup-unlocked = Chưa sao lưu được: đặt cụm mật khẩu cho bản sao lưu, hoặc tạo mã khôi phục của xã.
backup-never = Chưa có bản sao thứ hai nào.
backup-last = Bản sao thứ hai mới nhất: { $time } ngày { $day }, khi máy này đã ghi { $entries } mục.
backup-overdue = Đã { $days } ngày chưa có bản sao mới. Cắm USB hay ổ thứ hai rồi bấm “Sao chép ngay”.
backup-failed = Lần sao chép vừa rồi không thành: USB hay ổ thứ hai chưa cắm, đã đầy hoặc không cho ghi. Các bản trước vẫn nguyên; ứng dụng sẽ thử lại.
backup-same-disk = Bản sao đang nằm trên chính ổ đĩa của máy này: cứu được khi tệp hỏng, không cứu được khi mất máy hay hỏng ổ. Hãy chọn USB hoặc ổ khác.
backup-mended = Tệp có chỗ hỏng; phần chép thứ hai trong tệp đã bù lại đủ. Hãy sao lưu lại sang USB khác.
backup-lost =
    { $n ->
       *[other] { $count } khối trong tệp hỏng ở cả hai chỗ chép, không đọc được.
    }
backup-waiting =
    { $n ->
       *[other] { $count } lô còn đọc được nhưng chưa nhận vì thiếu lô trước đó. Phần đã đến trung tâm sẽ được lấy về khi đồng bộ; giữ lại tệp này.
    }
drill-never = Chưa thử khôi phục lần nào.
drill-last = Lần thử khôi phục gần nhất: { $time } ngày { $day }.
drill-last-broken = Lần thử khôi phục gần nhất, { $time } ngày { $day }, có chỗ không khớp. Hãy sao lưu lại sang nơi khác, rồi thử lại.
drill-holds = Khôi phục được: { $entries } mục, { $people } người, đến { $until_time } ngày { $until_day }. Bản sao lưu lúc { $made_time } ngày { $made_day }, từng mục đều khớp.
drill-broken = Chỉ khôi phục được một phần: { $entries } mục, { $people } người, đến { $until_time } ngày { $until_day }. Bản sao lưu lúc { $made_time } ngày { $made_day } có chỗ không khớp: hãy sao lưu lại ngay, sang nơi khác.
restored = Đã khôi phục { $entries } mục, { $people } người, đến { $until_time } ngày { $until_day }. Bản sao lưu lúc { $made_time } ngày { $made_day }.
restored-identity = Máy này ghi tiếp dưới danh tính mới, nên không lẫn với những gì máy cũ còn ghi. Có mạng, ứng dụng sẽ lấy về những gì máy cũ đã gửi.
restored-aside = Dữ liệu có sẵn trên máy này được giữ nguyên ở { $folder }.
device-given-up = danh tính cũ, không ghi thêm
device-goes-on = ghi tiếp từ danh tính cũ
device-branches =
    { $n ->
       *[other] có { $count } nhánh: bản sao của máy đã ghi ở nơi khác, giữ cả
    }
