# Điều không nên có trong ghi chú. Khóa ở domain::person.

note-warning-citizen-number = Ghi chú có vẻ chứa số định danh: hãy bỏ ra, số đã có ô riêng.
note-warning-secret = Ghi chú có vẻ chứa mật khẩu, passcode hay mã OTP: hãy bỏ ra, không ai được ghi lại những mã này.
