# Các mục kiểm tra. Khóa đi kèm CheckView của crate app.

check-chain = Sổ liền mạch, chữ ký khớp
check-views = Số liệu dựng lại khớp từng dòng
check-file = Tệp dữ liệu nguyên vẹn
check-receipts = Biên nhận của trung tâm khớp với sổ
