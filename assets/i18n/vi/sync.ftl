# Đồng bộ.

sync-title = Đồng bộ
sync-none = Máy này chưa nối với máy chủ trung tâm
sync-none-next = Mọi lượt đã ghi nằm an toàn trên máy này. Khi xã có máy chủ trung tâm, tổ trưởng nối một lần ở đây.
