# Hướng dẫn và trợ giúp.

help-title = Hướng dẫn
help-open-guide = Mở Hướng dẫn: cách làm từng bước
help-keys = Phím tắt
help-everywhere = Ở mọi màn hình
help-search = Tìm trong hướng dẫn
help-parts = Phần của hướng dẫn
help-found = Tìm thấy { $count } mục
help-none = Không thấy mục nào
help-none-next = Thử từ khác, không cần gõ dấu: “otp”, “mat may”, “bao hiem”.
help-key-recall = Mở lại người đang dở (Alt+1 đến Alt+9)

help-evening = Một buổi hỗ trợ
help-safety = Giữ dữ liệu
help-trouble = Khi gặp chuyện
help-difficulties = Khó khăn của bà con
help-utilities = Tiện ích VNeID
help-level-1 = Có từ mức 1
help-level-2 = Cần mức 2

# Một buổi tối, sáu bước
help-open = Mở buổi
help-open-text = Ở Buổi hỗ trợ (Ctrl+2), chọn thôn hoặc đơn vị, địa điểm, ngày và những người có mặt. Mỗi buổi một lần, không cần mạng.
help-find = Quét thẻ hoặc gõ tên
help-find-text = Ở Bàn hỗ trợ (Ctrl+1), quét mã QR trên thẻ; con trỏ đang ở ô nào cũng được. Không có thẻ thì gõ tên không cần dấu, chữ đầu các tiếng (nvt), đuôi số định danh hoặc đuôi số điện thoại.
help-need = Đọc dòng gợi ý
help-need-text = Ứng dụng nói người này cần gì, vì sao, và chọn sẵn việc. Phím mũi tên trái, phải để đổi việc; F2 xem căn cứ, nơi cần đến và giờ mở cửa. Tổ trưởng ghi các nơi này ở Cài đặt.
help-outcome = Chọn kết quả bằng phím số
help-outcome-text = 1 Xong, 2 Có từ trước, 3 Hẹn lại, 4 Từ chối. Hẹn lại thì chọn khó khăn và ngày hẹn (5 mai, 6 trước hạn, 7 một tuần, 8 ngày khác); câu hỏi để đọc cho bà con nghe hiện ngay bên cạnh.
help-save = Enter để lưu
help-save-text = Thấy “Đã lưu trên máy này” rồi mới mời người tiếp theo. Bấm nhầm thì Ctrl+Z hủy lượt vừa lưu.
help-end = Đóng buổi, rồi đồng bộ
help-end-text = Ở Buổi hỗ trợ, đếm số người và đóng buổi; cần thì xuất sổ. Về chỗ có mạng, máy tự gửi. Xem màn hình Đồng bộ (Ctrl+8) đến khi mọi mục đã đến nơi rồi hãy tắt máy.
help-again = Gặp lại những người đã hẹn
help-again-text = Hẹn lại (Ctrl+4) liệt kê theo ngày và theo thôn: ai được ghi Hẹn lại, ai chờ duyệt mức 2, ai đang chạy hạn 7 ngày kích hoạt. F3 hiện số điện thoại, F2 ghi cuộc gọi, Enter mở người đó ở bàn. Lượt hỗ trợ sau, ở bất cứ máy nào, tự gạch tên; “Danh sách gọi” ghi ra PDF để in (mỗi thôn một tờ riêng, có ô đánh dấu), Excel hoặc CSV.

# Giữ dữ liệu
help-saved = “Đã lưu trên máy này” là gì
help-saved-text = Lượt đó đã nằm trong tệp mã hóa trên ổ đĩa. Rút điện, tắt máy, ứng dụng dừng đột ngột cũng không mất.
help-arrived = “Đã đến nơi” là gì
help-arrived-text = Máy chủ trung tâm đã ký biên nhận cho lượt đó. Gửi rồi mà chưa có biên nhận thì vẫn chưa tính, và máy sẽ tự gửi lại.
help-who-reads = Ai đọc được
help-who-reads-text = Máy đã vào xã, do người có mã của máy đó mở khóa. Máy chủ trung tâm chỉ cất và đếm; nó không có khóa nên không đọc được tên hay số định danh của ai.
help-never-kept = Điều không bao giờ ghi
help-never-kept-text = Mật khẩu, passcode, mã OTP, câu trả lời bảo mật, ảnh thẻ. Ứng dụng không có ô cho những thứ đó; cũng đừng viết vào ghi chú.
help-corrections = Sửa không phải là xóa
help-corrections-text = Sửa hay hủy một lượt thì giá trị cũ vẫn ở trong lịch sử, kèm lý do, người sửa và máy nào.
help-exports = Tệp xuất ra
help-exports-text = Tệp Excel, CSV không còn được khóa. Giữ như giữ sổ giấy: đưa đúng người, xong việc thì xóa. Số định danh được che bớt, trừ khi bạn chọn ghi đủ.
help-locking = Rời bàn thì khóa
help-locking-text = Ctrl+L khóa ngay. Không ai chạm máy một lúc (10 phút, đổi ở Cài đặt) hoặc máy ngủ thì ứng dụng tự khóa, báo trước nửa phút. Người đang điền dở chưa được lưu, nhưng mở lại thì còn nguyên.
help-sharing = Nhiều người chung một máy
help-sharing-text = Đừng dùng chung một mã. Tổ trưởng mở Cài đặt, “Thêm người mở máy này”, người mới tự đặt mã ngay tại chỗ; mỗi lượt ghi đúng tên người làm. Ai thôi dùng máy thì tổ trưởng bỏ người đó khỏi máy.
help-backup = Sao lưu mỗi ngày
help-backup-text = Ở Cài đặt, “Sao lưu”: đặt cụm mật khẩu sao lưu và chọn USB hoặc ổ thứ hai. Sau đó mỗi ngày ứng dụng tự chép một bản, đọc lại và kiểm tra. Thỉnh thoảng bấm “Thử khôi phục” để chắc rằng bản đó mở được.
help-roster = Nhập danh sách của công an
help-roster-text = Ở Công dân (Ctrl+3), tổ trưởng bấm “Nhập danh sách”, chọn tệp Excel, CSV hoặc dán từ Excel, rồi “Đọc thử”: ứng dụng nói từng dòng sẽ thêm, đổi hay từ chối và vì sao, chưa ghi gì. Bấm “Nhập” thì nhập hết hoặc không gì cả; nhập lại cùng tệp không đổi gì.
help-practising = Tập mà không sợ hỏng
help-practising-text = Xã thực hành có người và số liệu bịa, nằm ở tệp riêng. Mở từ màn hình khóa hoặc Cài đặt; dải màu trên cùng nhắc rằng bạn đang tập. “Luyện tính giờ” trên dải đó (F6 ở bàn) cho mười người lần lượt đến bàn; cuối bài cho biết mỗi người mất bao lâu, ghi sai chỗ nào.

# Khi gặp chuyện
help-no-network = Không có mạng
help-no-network-text = Cứ làm tiếp. Mọi việc ở bàn đều chạy không cần mạng; có mạng lại thì máy tự gửi.
help-paper = Ghi phiếu giấy, nhập sau
help-paper-text = Máy ở nơi khác hay hết pin: in sẵn tập phiếu (Buổi hỗ trợ, mở buổi, P) và ghi tay. Có máy lại thì bấm N: mỗi hàng một số phiếu, Enter sang ô kế, ô cuối thì lưu. Gõ tên thấy đúng người thì chọn bằng mũi tên; không chọn là người mới. Số nào chưa nhập hiện ở trên; phiếu hỏng thì đánh dấu (F8). Nhập xong, so đủ số thì hủy phiếu.
help-power-cut = Mất điện, máy tắt giữa chừng
help-power-cut-text = Mở lại, mở khóa, làm tiếp trong buổi đang mở. Lượt đã báo “Đã lưu” còn đủ; người đang điền dở cũng còn nguyên, chỉ chờ Enter.
help-scan-marks = Máy quét gõ sai dấu tiếng Việt
help-scan-marks-text = Tắt bộ gõ (Unikey, chuyển sang E) và phím Caps Lock rồi quét lại. Vẫn sai thì gõ tay họ tên.
help-scan-fails = Không quét được thẻ
help-scan-fails-text = Lau thẻ, giữ phẳng, tránh bóng đèn. Thẻ mờ, gãy thì gõ tay: họ tên, năm sinh, thôn; số định danh bổ sung sau cũng được.
help-no-scanner = Không có máy quét
help-no-scanner-text = Ở Bàn hỗ trợ bấm F4 rồi đưa mã QR trên thẻ vào khung camera, giữ yên. Hoặc chọn ảnh chụp mặt thẻ có mã QR; cũng có thể kéo ảnh thả vào bàn hoặc dán (Ctrl+V). Ảnh được đọc ngay trong máy rồi bỏ, không lưu. Nhớ xóa ảnh thẻ khỏi máy và điện thoại.
help-same-name = Hai người trùng tên
help-same-name-text = Ứng dụng không tự chọn. Hỏi ba số cuối trên thẻ, so với cột đuôi số, rồi mới mở.
help-wrong-save = Lưu nhầm
help-wrong-save-text = Lượt vừa lưu: Ctrl+Z. Lượt cũ hơn: mở lượt đó trong danh sách, sửa và ghi lý do, hoặc hủy. Không cần xóa gì.
help-waiting-sms = Đang chờ SMS của một người
help-waiting-sms-text = Quét người tiếp theo; người đang mở được giữ lại, chưa lưu. Bấm Alt và số của họ để mở lại. Giữ được 9 người.
help-helpers-phone = Bà con không có máy của mình
help-helpers-phone-text = Không bao giờ kích hoạt trên máy của người hỗ trợ: mỗi máy chỉ giữ một tài khoản, và tài khoản trước trên máy đó sẽ bị hủy. Ghi Hẹn lại với mã DEV-01.
help-sync-fails = Đồng bộ mãi không xong
help-sync-fails-text = Đọc câu ở màn hình Đồng bộ: câu đó nói chuyện gì xảy ra và làm gì tiếp. Wi-Fi đòi đăng nhập thì đăng nhập bằng trình duyệt trước. Máy chủ dùng chứng chỉ riêng của xã hay tỉnh thì tổ trưởng chọn tệp chứng chỉ đó một lần ở màn hình Đồng bộ của từng máy, và so mã SHA-256 với người quản lý máy chủ. Trong lúc chờ, không mất gì.
help-roster-rows = Danh sách bị từ chối nhiều dòng
help-roster-rows-text = Thường vì Excel bỏ số 0 đầu số định danh: đặt cột đó là Văn bản (Text) rồi ghi lại. Thôn lạ thì chọn một lần ngay trên trang; cột nhận sai thì chọn lại. Bấm “Xuất dòng bị từ chối”, sửa trong Excel, nhập lại đúng tệp đó, xong thì xóa tệp.
help-lost-laptop = Mất máy
help-lost-laptop-text = Báo tổ trưởng ngay: máy nào, mất lúc nào, ai dùng. Tổ trưởng mở Tổ và máy (Ctrl+0), “Khóa ra”, rồi đồng bộ. Từ đó máy mất không đọc được gì mới; nó ghi thêm thì được để riêng chờ quyết định. Tệp trên máy được mã hóa; cụm mật khẩu khó dò hơn mã PIN nhiều. Những gì đã đến nơi vẫn còn đủ ở máy khác của xã.
help-restore = Máy hỏng, có bản sao lưu
help-restore-text = Cài ứng dụng trên máy khác, chọn “Khôi phục từ bản sao lưu”, gõ cụm mật khẩu sao lưu hoặc mã khôi phục của xã. Mọi người mở máy bằng mã cũ và làm tiếp ngay. Máy mới ghi dưới danh tính mới; có mạng thì lấy về những gì máy cũ đã gửi. Nếu máy cũ bị mất cắp, tổ trưởng khóa máy cũ thì bản khôi phục của nó cũng bị khóa: hãy cho máy mới vào xã lại.
help-forgotten-pin = Quên mã PIN hay cụm mật khẩu
help-forgotten-pin-text = Không ai mở hộ được, kể cả máy chủ trung tâm. Tổ trưởng còn tờ giấy có mã khôi phục thì chọn “Quên mã mở máy?” ở màn hình mở khóa: mọi thứ trên máy mở lại được. Chưa có mã khôi phục thì tạo ngay hôm nay ở Tổ và máy (Ctrl+0). Đừng cài lại khi còn mục chưa đến nơi.
help-hotline = Gọi ai
help-hotline-text = Vướng về VNeID: tổng đài 1900 0368. Sai thông tin dân cư, sai số điện thoại khi thu nhận mức 2: công an xã nơi cư trú.

# Cài mức 1, từng bước
help-level1 = Cài mức 1
help-level2 = Kích hoạt mức 2
help-caution = Cảnh giác
help-message = VNeID báo: “{ $message }”
help-l1-bring = Cần có
help-l1-bring-text = Đủ 14 tuổi, thẻ căn cước gắn chip, điện thoại thông minh của chính mình, số điện thoại đứng tên mình, có mạng.
help-l1-bring-helper = Thiếu thứ nào thì ghi Hẹn lại kèm mã khó khăn.
help-l1-store = Tải đúng ứng dụng
help-l1-store-text = Mở CH Play hoặc App Store, tìm “VNeID”, xem đúng nhà phát hành của Bộ Công an rồi mới cài. Không cài từ đường link hay tệp .apk ai gửi. Màn hình có thể đổi theo phiên bản.
help-l1-begin = Đăng ký tài khoản
help-l1-begin-text = Mở VNeID, chọn đăng ký, bà con tự nhập số định danh và số điện thoại.
help-l1-begin-helper = Đứng cạnh đọc màn hình, không cầm máy gõ hộ mã.
help-l1-chip = Đọc chip, hoặc quét mã QR
help-l1-chip-text = Có NFC thì áp thẻ vào mặt sau máy, giữ yên: iPhone ở đỉnh máy, Samsung ở giữa lưng, máy khác thường ở góc trên bên phải. Không có NFC thì chọn quét mã QR.
help-l1-face = Chụp chân dung
help-l1-face-text = Đứng chỗ sáng, không ngược đèn, bỏ kính, mũ, khẩu trang; làm đúng theo màn hình. Không đạt thì đổi chỗ, lau ống kính, chụp lại.
help-l1-wait = Gửi và chờ duyệt
help-l1-wait-text = Kiểm tra lại thông tin rồi gửi. Duyệt mất từ một đến vài ngày làm việc; có tin nhắn là đến bước kích hoạt.
help-l1-wait-helper = Ghi Xong nếu đã gửi được.
help-l1-codes = Kích hoạt mức 1
help-l1-codes-text = Có tin nhắn thì mở VNeID, nhập số định danh và số điện thoại, nhập mã OTP, bà con tự đặt mật khẩu và passcode.
help-l1-codes-helper = Nhắc bà con nhớ, không đọc to.

# Kích hoạt mức 2, từng bước
help-l2-enrol = Thu nhận trước
help-l2-enrol-text = Mức 2 phải đến công an: mang thẻ căn cước gắn chip, điện thoại có số chính chủ; muốn tích hợp thì mang bằng lái, đăng ký xe, thẻ bảo hiểm y tế. Công an chụp ảnh, lấy vân tay.
help-l2-message = Có tin nhắn của Bộ Công an
help-l2-message-text = Hạn kích hoạt là 7 ngày kể từ ngày nhận tin nhắn; quá hạn vẫn thử, không được thì gọi 1900 0368.
help-l2-message-helper = Hỏi ngày nhận tin nhắn và ghi vào ô Tin nhắn của Bộ.
help-l2-begin = Bấm kích hoạt
help-l2-begin-text = Mở VNeID trên máy của bà con, chọn kích hoạt, bà con nhập số định danh và đúng số điện thoại đã khai khi thu nhận.
help-l2-otp = Nhập mã OTP
help-l2-otp-text = Mã đến bằng SMS, dùng được khoảng hai phút. Không thấy thì xem sóng, xem hộp thư đầy, rồi gửi lại một lần. Chỉ bà con nhìn và gõ mã này.
help-l2-codes = Mật khẩu, passcode, câu hỏi
help-l2-codes-text = Mật khẩu 8 đến 20 ký tự có chữ hoa, chữ thường, số và ký tự đặc biệt; passcode 6 số; hai câu hỏi bảo mật. Bà con tự nghĩ, tự gõ, người hỗ trợ quay đi.
help-l2-check = Xem đã lên mức 2
help-l2-check-text = Vào trang cá nhân thấy “mức 2” là xong.
help-l2-check-helper = Ghi Xong; nếu trước đó đã kích hoạt rồi thì ghi Có từ trước để đếm riêng.
help-l2-use = Chỉ một tiện ích rồi hãy mời người sau
help-l2-use-text = Mở một tiện ích bà con cần nhất, thường là bảo hiểm y tế hoặc thông tin cư trú, để hôm sau tự mở lại được.

# Cảnh giác
help-c-otp = Không đưa mã OTP cho ai
help-c-otp-text = Công an, cán bộ, ngân hàng, người hỗ trợ đều không hỏi mã OTP, mật khẩu, passcode. Ai hỏi là lừa đảo.
help-c-app = Chỉ cài từ kho chính thức
help-c-app-text = Ứng dụng VNeID giả thường đến qua đường link, mã QR lạ hay tệp .apk, rồi xin quyền trợ năng để chiếm máy. Lỡ cài thì tắt mạng, gỡ ra, đổi mật khẩu bằng máy khác.
help-c-app-helper = Gặp thì ghi SEC-01.
help-c-call = Không làm theo điện thoại
help-c-call-text = Người gọi xưng công an giục “kích hoạt ngay kẻo bị khóa” là giả. Công an xã hẹn tại trụ sở hoặc buổi hỗ trợ có thông báo.
help-c-phone = Không dùng máy người khác
help-c-phone-text = Một máy giữ một tài khoản đã kích hoạt. Kích hoạt nhờ máy người khác là trao tài khoản của mình cho máy đó, và đẩy chủ máy ra.
help-c-picture = Không chụp thẻ gửi qua mạng
help-c-picture-text = Ảnh thẻ căn cước, mã QR định danh gửi qua Zalo, Facebook có thể bị dùng để vay tiền. Cần đưa thì mở VNeID cho người có việc xem tại chỗ.
help-c-tricked = Lỡ đưa mã, lỡ bị lừa
help-c-tricked-text = Gọi ngân hàng khóa tài khoản, gọi 1900 0368 khóa tài khoản định danh, báo công an xã; giữ lại tin nhắn, số điện thoại đã gọi.

# Trong giờ cao điểm
help-peak = Giờ cao điểm
help-peak-text = Đông quá thì bấm Ctrl+G: mỗi phiếu chỉ một phím 1–4 là lưu xong. Vãn người thì Alt+0: quét thẻ từng người, Enter, lần lượt đến hết. Phiếu chưa có người vẫn được đếm, và hiện ra lúc đóng buổi.

# Hướng dẫn chính thức, tờ rơi
help-official = Hướng dẫn chính thức
help-official-code = Mã QR của tài liệu hướng dẫn chính thức
help-official-text = Bà con quét bằng điện thoại có mạng để mở tài liệu trên vneid.gov.vn.
help-leaflet = In tờ rơi
help-leaflet-lead = Một trang A4: cài mức 1, kích hoạt mức 2, cảnh giác, và mã QR này. Bằng ngôn ngữ đang hiển thị, không có dữ liệu của ai.
help-leaflet-written = Đã ghi tờ rơi
