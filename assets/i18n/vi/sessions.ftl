# Buổi hỗ trợ.

sessions-title = Buổi hỗ trợ
sessions-none = Chưa có buổi hỗ trợ nào
sessions-none-next = Mỗi buổi có thôn, địa điểm, ngày và những người hỗ trợ. Sổ ghi của buổi nằm ở đây.
