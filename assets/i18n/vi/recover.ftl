# Bắt đầu lại bằng mã khôi phục, khi quên mã PIN hoặc mất máy.

recover-title = Bắt đầu lại bằng mã khôi phục
recover-about-here = Mở lại được mọi thứ trên máy này, kể cả những gì chưa gửi. Bạn thành tổ trưởng và đặt mã mới.
recover-about-new = Máy này nhận khóa của xã từ hộp khôi phục, rồi lấy sổ từ trung tâm hoặc USB. Bạn thành tổ trưởng và đặt mã mới.
recover-code = Mã khôi phục
recover-code-hint = Sáu nhóm năm ký tự trên tờ giấy.
recover-code-missing = Gõ mã trên tờ giấy.
recover-box = Tệp hộp khôi phục (recovery.box)
recover-box-hint-here = Để trống nếu chỉ quên mã mở máy trên máy này.
recover-box-hint-new = Chép từ một máy khác của xã: tệp recovery.box trong thư mục commune.
recover-box-missing = Chọn tệp recovery.box.
recover-box-pick = Chọn tệp
recover-name = Họ và tên của bạn
recover-name-missing = Ghi họ tên.
recover-label = Tên máy này
recover-label-hint = Để cả tổ nhận ra: Máy 1 mới, máy của Thủy.
recover-label-missing = Đặt tên cho máy này.
recover-do = Bắt đầu lại
recover-working = Đang mở hộp và tạo khóa mới, chờ vài giây
recover-done = Đã mở lại. Bây giờ hãy khóa những máy bị mất và tạo mã khôi phục khác nếu tờ giấy đã lộ.
recover-forgotten = Quên mã mở máy?
recover-no-code = Không có mã khôi phục thì không ai mở hộ được. Báo tổ trưởng; những gì đã đến nơi vẫn đọc được ở máy khác của xã.
recover-start = Bắt đầu lại bằng mã khôi phục
recover-cancel = Quay lại
