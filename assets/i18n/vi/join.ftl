# Cho máy mới vào xã: phía máy mới và phía máy của tổ trưởng.

join-about = Máy này tự tạo khóa và ghi một tệp yêu cầu. Tệp không chứa bí mật nào, gửi bằng USB hay cách nào cũng được.
join-label = Tên máy này
join-label-hint = Để người trong tổ nhận ra: Máy 2, Máy của Lan
join-label-missing = Đặt tên cho máy này.
join-request-path = Nơi ghi tệp yêu cầu
join-request-path-hint = Ghi thẳng vào USB nếu đang cắm.
join-path-missing = Chọn tệp hoặc gõ đường dẫn.
join-choose-place = Chọn nơi ghi…
join-choose-file = Chọn tệp…
join-ask = Ghi tệp yêu cầu
join-asking = Đang tạo khóa của máy này, chờ vài giây

join-waiting = Chờ tổ trưởng trả lời
join-waiting-about = Đóng ứng dụng cũng được; mở lại sẽ về đúng bước này.
join-code = Mã so sánh
join-step-carry = Đưa tệp yêu cầu sang máy của tổ trưởng
join-step-carry-about = Ở máy đó: Đồng bộ, rồi “Cho máy mới vào”.
join-step-compare = Đọc to mã này cho tổ trưởng nghe
join-step-compare-about = Màn hình của tổ trưởng phải hiện đúng chín số này. Khác một số cũng dừng lại.
join-step-answer = Nhận tệp trả lời
join-step-answer-about = Tệp trả lời chỉ mở được trên chính máy này.
join-answer-path = Tệp trả lời của tổ trưởng
join-accept = Vào xã
join-again = Tạo lại tệp yêu cầu
join-accepted = Máy này đã vào xã. Mở khóa bằng mã bạn đã đặt.

join-let-in = Cho máy mới vào
join-let-in-about = Máy mới ghi một tệp yêu cầu. Đọc tệp đó ở đây, so mã, rồi ghi tệp trả lời.
join-let-in-leader = Việc này tổ trưởng làm.
join-request-file = Tệp yêu cầu của máy mới
join-read = Đọc tệp yêu cầu
join-compare = Nhờ người ở máy “{ $label }” đọc to mã trên màn hình của họ
join-compare-about = Phải đúng chín số này. Khác một số thì đừng cho vào: có thể là tệp của máy khác.
join-same = Mã giống nhau
join-member = Người dùng máy mới
join-member-choose = Chọn người
join-member-missing = Chọn người sẽ dùng máy này.
join-member-hint = Chưa có tên trong danh sách thì thêm người ở Cài đặt trước.
join-answer-place = Nơi ghi tệp trả lời
join-answer = Ghi tệp trả lời
join-answered = Đã ghi tệp trả lời cho { $label }. Mang tệp về máy đó và chọn “Vào xã”.
join-member-option = { $name }, { $role }
join-differ = Mã khác nhau, dừng lại
