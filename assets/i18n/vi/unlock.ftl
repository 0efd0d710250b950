# Mở khóa.

unlock-title = Mở khóa
unlock-about =
    { $kind ->
        [passphrase] Dữ liệu trên máy này được khóa bằng cụm mật khẩu của bạn.
       *[pin] Dữ liệu trên máy này được khóa bằng mã PIN của bạn.
    }
unlock-who = Bạn là
unlock-person = { $role }, người thứ { $number }
unlock-person-only = { $role }
unlock-pin =
    { $kind ->
        [passphrase] Cụm mật khẩu
       *[pin] Mã PIN
    }
unlock-open = Mở khóa
unlock-opening = Đang mở tệp mã hóa
unlock-weak = Mã của bạn ngắn hơn mức máy này cần. Đổi ở Cài đặt, mục “Mở khóa máy này”.
unlock-wait = Chờ { $count } giây

unlock-practise = Mở xã thực hành
unlock-practice-about = Máy này đang ở xã thực hành. Mã của xã thực hành ai cũng biết nên không cần gõ.
unlock-to-commune = Về xã của chúng tôi
unlock-to-first-run = Lập xã, hoặc vào xã đã lập
