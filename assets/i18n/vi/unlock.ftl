# Mở khóa.

unlock-title = Mở khóa
unlock-about = Dữ liệu trên máy này được khóa bằng mã PIN của bạn.
unlock-who = Bạn là
unlock-person = { $role } { $number }
unlock-pin = Mã PIN
unlock-open = Mở khóa
unlock-opening = Đang mở tệp mã hóa
unlock-wait = Chờ { $count } giây
unlock-forgotten = Quên mã PIN thì không ai mở hộ được tệp trên máy này. Báo tổ trưởng; những gì đã đến nơi vẫn đọc được ở máy khác của xã.

unlock-practise = Mở xã thực hành
unlock-practice-about = Máy này đang ở xã thực hành. Mã PIN của xã thực hành ai cũng biết nên không cần gõ.
unlock-to-commune = Về xã của chúng tôi
unlock-to-first-run = Lập xã, hoặc vào xã đã lập
