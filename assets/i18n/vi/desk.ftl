# Bàn hỗ trợ.

desk-title = Bàn hỗ trợ
desk-no-session = Chưa mở buổi hỗ trợ nào
desk-no-session-next = Mở một buổi ở thôn hoặc đơn vị trước, rồi quét thẻ hay gõ tên ngay tại đây. Không cần mạng.
desk-open-session = Mở buổi hỗ trợ
