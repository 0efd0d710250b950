# Bài luyện tính giờ: người đến bàn nói gì, và lần này so với lần trước.

training-message-came = Tin nhắn của Bộ đến hôm nọ rồi, giúp tôi kích hoạt với. Xong rồi, cảm ơn.
training-first-account = Tôi chưa có gì trong máy cả. Cài giúp và đăng ký mức 1 được ngay.
training-card-at-home = Tôi quên thẻ ở nhà. Tin nhắn thì có rồi, số điện thoại đây; kích hoạt xong rồi nhé.
training-no-code = Kích hoạt mà chờ mãi không thấy mã OTP. Thôi tôi quay lại sau.
training-shown-utilities = Tôi kích hoạt rồi, chỉ muốn biết dùng vào việc gì. Xem được rồi, cảm ơn.
training-did-it-at-home = Con tôi kích hoạt cho từ tuần trước rồi, máy báo đã kích hoạt.
training-no-phone = Tôi chỉ có điện thoại bấm phím, không cài được. Thẻ cũng không mang theo.
training-enrolled = Tôi có mức 1 rồi, nay làm hồ sơ mức 2. Công an thu nhận xong ngay tại đây.
training-not-today = Nhận tin nhắn rồi nhưng tôi không muốn làm.
training-forgot-password = Tôi quên mật khẩu, thẻ lại không mang. Lấy lại được rồi.

training-faster = Nhanh hơn lần trước { $seconds } giây mỗi người (lần trước { $before } giây).
training-slower = Chậm hơn lần trước { $seconds } giây mỗi người (lần trước { $before } giây).
training-as-fast = Bằng lần trước: { $before } giây mỗi người.
