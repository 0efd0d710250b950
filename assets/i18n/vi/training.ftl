# Bài luyện tính giờ ở xã thực hành: người lần lượt đến bàn, việc phải ghi, kết quả cuối bài.

training-title = Luyện tính giờ
training-start = Luyện tính giờ
training-about = { $people } người giả định lần lượt đến bàn. Mỗi người nói mình cần gì; bạn tìm người ấy và ghi đúng việc, kết quả, khó khăn ngay trên bàn hỗ trợ thật.
training-about-clock = Đồng hồ chạy từ khi bắt đầu; mỗi người tính đến lúc lưu. Dừng lúc nào cũng được. Không có gì rời máy này.
training-last = Lần trước: một nửa số người xong trong { $median } giây, sai { $wrong }, sửa { $corrections }.
training-begin = Bắt đầu
training-later = Để sau
training-place = Người { $place }/{ $people }
training-stop = Dừng
training-scan = Quét thẻ của người này
training-card-forgotten = Không mang thẻ: gõ tên vào ô tìm, chọn đúng năm sinh và thôn.
training-to-log = Phải ghi
training-service = Việc
training-outcome = Kết quả
training-difficulty = Khó khăn
training-difficulty-none = Không có
training-of-another = Lượt vừa lưu không phải của người này. Ctrl+Z để lấy lại, rồi tìm đúng người.
training-key-scan = Luyện tính giờ: quét thẻ của người đang ngồi; khi chưa luyện thì mở bài luyện

training-done = Xong bài luyện
training-median = Một nửa số người xong trong
training-total = Tất cả
training-wrong = Ghi sai
training-corrections = Hủy hoặc sửa
training-seconds = { $count } giây
training-first-time = Lần đầu: lần sau sẽ so với lần này.
training-people = Từng người
training-right = Đúng
training-fault = { $what }: cần { $asked }, đã ghi { $logged }
training-again = Luyện lại
