# Các mục kiểm tra. Khóa đi kèm CheckView của crate app.

verify-chain = Sổ liền mạch, chữ ký khớp
verify-views = Số liệu dựng lại khớp từng dòng
verify-file = Tệp dữ liệu nguyên vẹn
verify-receipts = Biên nhận của trung tâm khớp với sổ
