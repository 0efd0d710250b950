# Khi có việc không thành: chuyện gì đã xảy ra · .safe dữ liệu còn an toàn không · .next làm gì tiếp.
# Mỗi mã lỗi của app::Code có một mục ở đây.

errors-unknown = Đã xảy ra lỗi mà ứng dụng chưa biết gọi tên ({ $code }).
    .safe = Những gì đã báo “Đã lưu” vẫn nằm nguyên trên máy này.
    .next = Hãy thử lại. Nếu lỗi lặp lại, mở lại ứng dụng rồi báo người phụ trách kèm mã trên.
errors-bad-field =
    { $field ->
        [commune-name] Tên xã còn trống, quá dài hoặc có ký tự lạ.
        [village-name] Tên thôn còn trống, quá dài, có ký tự lạ hoặc bị trùng.
        [unit-name] Tên đơn vị còn trống, quá dài, có ký tự lạ hoặc bị trùng.
        [member-name] Tên thành viên còn trống hoặc có ký tự không dùng trong tên người.
        [members] Danh sách thành viên chưa hợp lệ: phải có người và người đầu tiên phải là tổ trưởng.
        [name] Họ tên còn trống hoặc có chữ số, ký tự không dùng trong tên người.
        [address] Địa chỉ quá dài hoặc có ký tự lạ.
        [village] Thôn đã chọn không có trong danh sách.
        [unit] Đơn vị đã chọn không có trong danh sách.
        [place] Địa điểm còn trống, quá dài hoặc có ký tự lạ.
        [day] Ngày không đúng dạng ngày/tháng/năm.
        [sms-day] Ngày nhận tin nhắn không đúng hoặc ở tương lai.
        [return-day] Ngày hẹn không đúng dạng ngày/tháng/năm.
        [difficulties] Mã khó khăn không có trong danh mục, hoặc chọn quá nhiều mã.
        [utilities] Tiện ích được đánh số từ 1 đến 16.
        [note] Ghi chú quá dài hoặc có ký tự lạ.
        [topic] Nội dung tuyên truyền quá dài hoặc có ký tự lạ.
        [heads] Số người phải là số nguyên, không quá 100.000.
        [ticket] Số phiếu phải là số nguyên từ 1 đến 99.999.
        [outcome] Chưa chọn kết quả của phiếu.
        [slips] Một tập có từ 1 đến 300 phiếu, đánh số từ 1 đến 99.999; giữ được nhiều nhất 100 phiếu gõ dở.
        [pads] Buổi này đã in 100 tập phiếu, không thêm được nữa.
        [slip-tail] Các số cuối trên phiếu không khớp số định danh trong hồ sơ đã chọn.
        [label] Tên máy còn trống, quá dài hoặc có ký tự lạ.
        [reason] Lý do quá dài hoặc có ký tự lạ.
        [known-person] Họ tên, số định danh, ngày sinh hoặc giới tính khác với hồ sơ đang mở. Muốn sửa thì sửa hồ sơ, có ghi lý do.
        [drafts] Những gì đang dở quá nhiều hoặc quá dài, chưa giữ được bản nháp.
        [ticket-gone] Phiếu này không còn chờ người: đã có người khác, đã hủy, hoặc thuộc buổi khác.
        [card] Chưa đọc được chuỗi của thẻ.
        [size] Cỡ dữ liệu mẫu nằm ngoài mức cho phép.
        [practice] Xã thực hành dùng mã PIN chung, ai cũng biết; không đổi được và không tự khóa.
        [training] Bài luyện tính giờ chỉ có ở xã thực hành.
        [observer] Người xem báo cáo cần máy riêng: máy này giữ khóa đọc được tên bà con.
        [places] Máy này đã có 64 người mở được, không thêm được nữa.
        [office-name] Tên nơi làm thủ tục còn trống, quá dài hoặc có ký tự lạ.
        [office-tasks] Chưa chọn nơi này làm được việc gì.
        [office-hours] Giờ mở cửa gõ như 7:30-11:30, 13:30-17:00, mỗi ngày nhiều nhất 4 khoảng, không chồng lên nhau; ngày nghỉ thì để trống.
        [offices] Đã có 50 nơi, không thêm được nữa. Bỏ bớt nơi không dùng.
        [difficulty-label] Tên khó khăn còn trống, quá dài hoặc có ký tự lạ; đã gõ lời đọc tiếng Anh thì phải có tên tiếng Anh.
        [difficulty-remedy] Lời đọc có từ 1 đến 4 dòng, tất cả không quá 500 ký tự.
        [difficulties-own] Xã đã thêm 100 khó khăn, không thêm được nữa.
        [auto-lock] Thời gian tự khóa không có trong các mức cho chọn.
       *[other] Có một ô điền chưa đúng.
    }
    .safe = Chưa lưu gì; những gì bạn đang điền vẫn còn.
    .next = Sửa ô đó rồi làm lại.
errors-bad-birth = Ngày sinh không có thật hoặc nằm ở tương lai.
    .safe = Chưa lưu gì; những gì bạn đang điền vẫn còn.
    .next = Xem lại trên thẻ. Gõ 21/11/1990, 21111990, hoặc chỉ gõ năm 1990.
errors-bad-number = Số định danh phải có đúng 12 chữ số.
    .safe = Chưa lưu gì; những gì bạn đang điền vẫn còn.
    .next = Xem lại trên thẻ. Chưa có số thì để trống, bổ sung sau.
errors-bad-phone = Số điện thoại không đúng dạng số Việt Nam.
    .safe = Chưa lưu gì; những gì bạn đang điền vẫn còn.
    .next = Gõ lại 10 chữ số bắt đầu bằng 0, hoặc để trống.
errors-come-back-needs-why = “Hẹn lại” cần ít nhất một khó khăn hoặc một ngày hẹn.
    .safe = Chưa lưu gì; những gì bạn đang điền vẫn còn.
    .next = Chọn mã khó khăn hoặc ngày hẹn rồi bấm Enter.
errors-return-day-past = Ngày hẹn lại nằm trước ngày của buổi hỗ trợ.
    .safe = Chưa lưu gì; những gì bạn đang điền vẫn còn.
    .next = Chọn ngày của buổi này hoặc sau đó.
errors-reason-missing = Sửa dữ liệu đã lưu thì phải ghi lý do.
    .safe = Chưa sửa gì; giá trị cũ vẫn nguyên.
    .next = Ghi ngắn gọn lý do rồi lưu lại.
errors-nothing-changed = Không có ô nào khác với giá trị đang lưu.
    .safe = Chưa sửa gì; giá trị cũ vẫn nguyên.
    .next = Sửa ít nhất một ô, hoặc đóng cửa sổ này.
errors-weak-pin =
    { $why ->
        [short-pin] Mã PIN ngắn quá: cần từ 6 chữ số.
        [short-passphrase] Cụm mật khẩu ngắn quá: cần từ 12 ký tự.
        [digits] Cụm mật khẩu không được chỉ toàn số.
        [long] Dài quá: nhiều nhất 128 ký tự.
       *[simple] Dễ đoán quá: lặp lại hoặc liên tiếp.
    }
    .safe = Chưa có gì được tạo ra hay thay đổi.
    .next =
        { $kind ->
            [passphrase] Máy này không có kho khóa của hệ điều hành nên mã PIN chưa đủ. Dùng cụm mật khẩu từ 12 ký tự, không chỉ toàn số, không lặp lại.
           *[pin] Dùng ít nhất 6 chữ số không lặp, không liên tiếp, không phải ngày sinh; hoặc một cụm mật khẩu từ 12 ký tự.
        }
errors-wrong-pin = Mã PIN hoặc cụm mật khẩu không đúng.
    .safe = Dữ liệu trên máy vẫn nguyên và vẫn được khóa.
    .next = Xem phím Caps Lock và bộ gõ, rồi thử lại. Sai nhiều lần thì phải chờ lâu dần.
errors-wait-before-pin = Đã nhập sai nhiều lần nên phải chờ { $wait_seconds } giây.
    .safe = Dữ liệu trên máy vẫn nguyên và vẫn được khóa.
    .next = Chờ hết thời gian rồi thử lại; tắt mở lại ứng dụng không làm ngắn thời gian chờ.
errors-key-store-closed = Kho khóa của hệ điều hành đang đóng, hoặc không còn giữ khóa của máy này.
    .safe = Dữ liệu trên máy vẫn nguyên và vẫn được khóa.
    .next = Đăng nhập máy bằng đúng người dùng vẫn dùng Đồng Hành, mở kho khóa nếu máy hỏi, rồi thử lại. Vẫn không được thì báo tổ trưởng; đừng xóa hay cài lại gì.
errors-has-place = Người này mở được máy này rồi.
    .safe = Chưa có gì thay đổi.
    .next = Chọn người khác. Nếu người đó quên mã, bỏ khỏi máy này rồi thêm lại với mã mới.
errors-locked = Ứng dụng đang khóa.
    .safe = Dữ liệu đã lưu vẫn nguyên trên máy này.
    .next = Mở khóa rồi làm tiếp.
errors-not-set-up = Máy này chưa thiết lập xã nào.
    .safe = Chưa có dữ liệu nào để mất.
    .next = Thiết lập xã của bạn, tham gia xã đã có, hoặc mở xã thực hành.
errors-already-set-up = Máy này đã thiết lập xã rồi.
    .safe = Dữ liệu của xã đó vẫn nguyên, không bị ghi đè.
    .next = Mở khóa để dùng tiếp.
errors-leader-only = Việc này chỉ tổ trưởng làm được.
    .safe = Chưa có gì thay đổi.
    .next = Nhờ tổ trưởng mở khóa và làm việc này.
errors-role-too-low = Người đang mở chỉ xem số liệu, không làm được việc này.
    .safe = Chưa có gì thay đổi.
    .next = Nhờ tổ trưởng làm, hoặc nhờ tổ trưởng đổi vai trò.
errors-laptop-revoked = Máy này đã bị khóa khỏi xã.
    .safe = Những gì đã ghi vẫn ở trên máy này; phần ghi sau khi bị khóa chờ tổ trưởng xem xét.
    .next = Đưa máy cho tổ trưởng. Muốn dùng tiếp thì tổ trưởng cho máy vào lại như một máy mới.
errors-not-yourself = Không ai tự khóa máy đang dùng, tự bỏ mình khỏi máy hay tự hạ vai trò của mình.
    .safe = Chưa có gì thay đổi.
    .next = Nhờ một tổ trưởng khác làm việc này.
errors-no-root-key = Máy này không giữ khóa gốc nên không tạo được mã khôi phục.
    .safe = Chưa có gì thay đổi.
    .next = Tạo mã trên máy đã lập xã. Nếu mã trước đã in thì giữ kỹ tờ giấy đó.
errors-no-recovery-box = Không thấy hộp khôi phục (tệp recovery.box) ở đây.
    .safe = Chưa có gì thay đổi.
    .next = Chép tệp recovery.box từ một máy khác của xã rồi chọn tệp đó.
errors-no-box-at-centre = Máy chủ trung tâm này không có hộp khôi phục nào dùng được với mã này.
    .safe = Chưa có gì thay đổi.
    .next = So lại địa chỉ máy chủ. Mã tạo từ phiên bản cũ, hoặc chưa đồng bộ lần nào sau khi tạo, thì cần tệp recovery.box từ một máy khác của xã.
errors-bad-recovery-box = Tệp này không phải hộp khôi phục, hoặc đã bị hỏng.
    .safe = Chưa có gì thay đổi.
    .next = Chép lại tệp recovery.box từ một máy khác của xã.
errors-bad-recovery-code = Mã khôi phục gõ chưa đúng.
    .safe = Chưa có gì thay đổi; gõ lại bao nhiêu lần cũng được.
    .next = So từng nhóm năm ký tự với tờ giấy. Chữ O và số 0, chữ I, L và số 1 gõ thế nào cũng được.
errors-other-recovery-code = Mã này không mở được hộp khôi phục này.
    .safe = Chưa có gì thay đổi.
    .next = Tìm tờ giấy in mã mới nhất của xã này, hoặc chọn hộp của đúng xã.
errors-not-found = Không tìm thấy mục này trên máy.
    .safe = Những gì đã lưu vẫn nguyên.
    .next = Mở lại danh sách. Nếu mục đó ghi ở máy khác, hãy đồng bộ trước.
errors-session-closed = Buổi hỗ trợ này đã đóng.
    .safe = Mọi lượt đã lưu vẫn nguyên; lượt đang điền chưa lưu.
    .next = Mở buổi mới rồi lưu lại.
errors-no-session = Chưa mở buổi hỗ trợ nào.
    .safe = Những gì đã lưu vẫn nguyên.
    .next = Mở buổi hỗ trợ trước, rồi ghi lượt.
errors-nothing-to-undo = Lượt vừa lưu đã được hủy rồi, hoặc máy này chưa lưu lượt nào trong buổi.
    .safe = Không có gì thay đổi.
    .next = Muốn bỏ một lượt khác, mở lượt đó trong danh sách.
errors-no-rule = Không có quy định nào có hiệu lực vào ngày { $day }.
    .safe = Chưa lưu gì; những gì đã lưu trước đó vẫn nguyên.
    .next = Xem lại ngày của buổi hỗ trợ; quy định đầu tiên có hiệu lực từ 20/10/2022.
errors-in-use = Một cửa sổ Đồng Hành khác, hoặc lệnh donghanh, đang dùng dữ liệu này.
    .safe = Dữ liệu vẫn nguyên; chỉ một nơi được ghi vào một lúc.
    .next = Dùng cửa sổ kia, hoặc đóng nó rồi thử lại.
errors-newer-file = Tệp này do một phiên bản mới hơn của ứng dụng tạo ra.
    .safe = Dữ liệu vẫn nguyên và chưa bị đụng tới.
    .next = Cài phiên bản mới nhất của Đồng Hành rồi mở lại.
errors-damaged-file = Tệp dữ liệu trên máy bị hỏng.
    .safe = Những gì máy chủ trung tâm đã báo nhận thì vẫn còn ở đó; phần chưa gửi nằm trong tệp này.
    .next = Đừng xóa hay cài lại. Sao chép cả thư mục dữ liệu ra nơi khác rồi báo người phụ trách.
errors-disk-full = Ổ đĩa đã đầy.
    .safe = Việc vừa làm chưa được lưu; mọi việc đã báo “Đã lưu” trước đó vẫn nguyên.
    .next = Xóa bớt tệp không cần hoặc dọn Thùng rác, rồi làm lại.
errors-no-room = Ổ đĩa không đủ chỗ: cần khoảng { $needed } MB, đang trống { $free } MB.
    .safe = Chưa ghi gì lên máy này; bản sao lưu vẫn nguyên.
    .next = Xóa bớt tệp không cần hoặc dọn Thùng rác, rồi làm lại.
errors-disk-failed = Ổ đĩa không đọc hoặc không ghi được.
    .safe = Việc vừa làm chưa được lưu; những gì đã lưu trước đó không bị thay đổi.
    .next = Thử lại. Nếu vẫn lỗi, đồng bộ hoặc sao chép dữ liệu sang nơi khác sớm: ổ đĩa có thể sắp hỏng.
errors-sheet-too-long = Danh sách gọi này dài hơn mức một tệp chứa được.
    .safe = Chưa ghi tệp nào: không để sót ai mà bạn không biết.
    .next = Chọn từng thôn rồi ghi mỗi thôn một tệp; tệp Excel chứa được nhiều người hơn tệp để in.
errors-cannot-write = Không ghi được vào thư mục { $path }.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa có tệp nào được tạo ở đó.
    .next = Chọn thư mục khác, ví dụ Tài liệu; kiểm tra USB còn cắm và tệp cùng tên không đang mở.
errors-cannot-read = Không đọc được tệp đã chọn.
    .safe = Dữ liệu trên máy vẫn nguyên.
    .next = Kiểm tra USB còn cắm, rồi chọn lại tệp.
errors-bad-bundle = Đây không phải tệp chuyển của Đồng Hành, hoặc đã hỏng đến mức không đọc được phần nào.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa nhận gì từ tệp này.
    .next = Chọn tệp tên donghanh… .dhb, hoặc ghi lại tệp ở máy kia, nên dùng USB khác.
errors-other-communes-bundle = Tệp chuyển này của xã khác.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa nhận gì từ tệp này.
    .next = Chọn tệp của xã mình. Nếu máy này đang mở xã thực hành, chuyển sang xã thật rồi đọc lại.
errors-stick-failed = USB bị rút ra giữa chừng, hoặc không giữ đúng những gì được ghi.
    .safe = Dữ liệu trên máy và những gì có sẵn trên USB vẫn nguyên; không mục nào bị tính là đã đến nơi.
    .next = Cắm lại USB, chờ vài giây rồi làm lại. Nếu vẫn lỗi, dùng USB khác.
errors-nothing-to-carry = Không có gì thuộc loại này để ghi ra USB.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa có tệp nào được tạo.
    .next = Mọi mục đã đến nơi, hoặc máy này chưa có biên nhận. Muốn chép hết sang máy khác, chọn “Tất cả”.
errors-bundle-too-big = Nhiều hơn mức một tệp chuyển chứa được.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa có tệp nào được tạo.
    .next = Chọn “Chưa đến nơi” thay cho “Tất cả”.
errors-bad-backup = Tệp này không phải bản sao lưu, hoặc hỏng đến mức không khôi phục được gì.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa có gì thay đổi.
    .next = Chọn đúng tệp tên donghanh-sao-luu… .dhs, hoặc một bản sao lưu khác.
errors-wrong-backup-secret = Cụm mật khẩu hoặc mã khôi phục này không mở được bản sao lưu.
    .safe = Bản sao lưu vẫn nguyên; chưa có gì thay đổi.
    .next = Gõ lại cụm mật khẩu đã đặt khi sao lưu, hoặc mã khôi phục trên giấy của xã. Mã PIN không mở được bản sao lưu.
errors-backup-needs-passphrase = Chưa có gì để mở lại bản sao lưu.
    .safe = Dữ liệu trên máy vẫn nguyên; chưa có tệp nào được tạo.
    .next = Đặt cụm mật khẩu cho bản sao lưu, hoặc nhờ tổ trưởng tạo mã khôi phục của xã.
errors-no-backup = Chưa có bản sao nào để thử.
    .safe = Dữ liệu trên máy vẫn nguyên.
    .next = Bấm “Sao chép ngay”, hoặc cắm lại USB có bản sao, rồi thử lại.
errors-too-many-identities = Máy này đã đổi danh tính quá nhiều lần, không tự đổi tiếp được.
    .safe = Mọi mục đã lưu vẫn nguyên.
    .next = Nhờ tổ trưởng cho máy vào xã lại từ đầu; trước đó ghi “Tất cả” ra USB.
errors-bad-join-request = Tệp này không phải yêu cầu tham gia, hoặc đã bị hỏng.
    .safe = Chưa cấp quyền cho máy nào.
    .next = Tạo lại tệp yêu cầu trên máy mới rồi chép sang đây.
errors-bad-join-answer = Tệp này không phải câu trả lời cho máy này, hoặc đã bị hỏng.
    .safe = Máy này chưa nhận khóa nào; yêu cầu tham gia vẫn còn.
    .next = Nhờ tổ trưởng trả lời đúng tệp yêu cầu của máy này rồi chép lại.
errors-bad-address = Địa chỉ máy chủ không dùng được.
    .safe = Chưa gửi gì đi; dữ liệu vẫn ở trên máy này.
    .next = Gõ địa chỉ bắt đầu bằng https://, đúng như được cấp. Địa chỉ http:// chỉ dùng cho chính máy này.
errors-no-centre = Xã này chưa nối với máy chủ trung tâm.
    .safe = Dữ liệu vẫn nằm đủ trên máy này.
    .next = Tổ trưởng nhập địa chỉ và mã thiết lập ở màn hình Đồng bộ.
errors-bad-setup-code = Mã thiết lập sai, đã dùng hoặc đã hết hạn.
    .safe = Chưa gửi dữ liệu nào đi; dữ liệu vẫn ở trên máy này.
    .next = Xem lại từng ký tự, hoặc xin mã mới ở nơi quản lý máy chủ.
errors-unreachable = Không tới được máy chủ trung tâm.
    .safe = Mọi thứ đã lưu trên máy này, không mất gì.
    .next = Cứ làm tiếp; có mạng lại ứng dụng sẽ tự gửi.
errors-no-network = Máy này không có mạng.
    .safe = Mọi thứ nằm an toàn trên máy này.
    .next = Cứ làm tiếp; có mạng lại ứng dụng sẽ tự gửi.
errors-centre-untrusted = Máy này không biết chứng chỉ của nơi trả lời.
    .safe = Chưa gửi gì cho nơi đó; mọi thứ nằm an toàn trên máy này.
    .next = Nếu Wi-Fi đòi đăng nhập, mở trình duyệt đăng nhập trước. Nếu máy chủ dùng chứng chỉ riêng của xã hay tỉnh, tổ trưởng chọn tệp chứng chỉ đó ở màn hình Đồng bộ.
errors-certificate-expired = Chứng chỉ của máy chủ đã hết hạn, hoặc chưa đến ngày dùng.
    .safe = Chưa gửi gì cho nơi đó; mọi thứ nằm an toàn trên máy này.
    .next = Kiểm tra ngày giờ của máy trước. Ngày giờ đúng thì báo người quản lý máy chủ thay chứng chỉ.
errors-certificate-other-name = Chứng chỉ của máy chủ mang tên khác, không phải tên trong địa chỉ.
    .safe = Chưa gửi gì cho nơi đó; mọi thứ nằm an toàn trên máy này.
    .next = Xem lại từng ký tự của địa chỉ. Địa chỉ đúng thì báo người quản lý máy chủ: chứng chỉ phải mang tên đó.
errors-bad-certificate-file = Tệp này không phải một tệp chứng chỉ dùng được.
    .safe = Chưa có gì thay đổi trên máy này.
    .next = Chọn tệp PEM có đúng một chứng chỉ (BEGIN CERTIFICATE), không kèm khóa riêng hay chứng chỉ khác.
errors-certificate-differs = Mã SHA-256 của tệp này khác mã đã đối chiếu.
    .safe = Máy này chưa tin chứng chỉ đó.
    .next = Đừng dùng tệp này. Xin lại tệp ở người quản lý máy chủ, và hỏi mã SHA-256 bằng đường khác, chẳng hạn gọi điện.
errors-centre-slow = Máy chủ trung tâm không trả lời kịp.
    .safe = Mọi thứ đã lưu trên máy này; chỉ khi có biên nhận mới tính là đã đến nơi.
    .next = Cứ làm tiếp; ứng dụng sẽ tự thử lại.
errors-not-the-centre = Nơi trả lời không phải máy chủ trung tâm.
    .safe = Mọi thứ vẫn ở trên máy này; chưa có gì được tính là đã đến nơi.
    .next = Nếu Wi-Fi đòi đăng nhập, mở trình duyệt đăng nhập trước. Nếu không, kiểm tra lại địa chỉ máy chủ.
errors-other-commune = Máy chủ này của xã khác, hoặc khóa của máy chủ đã đổi.
    .safe = Mọi thứ vẫn ở trên máy này; không nhận và không tin gì từ máy chủ đó.
    .next = Kiểm tra địa chỉ. Nếu địa chỉ đúng, báo người quản lý máy chủ trước khi làm tiếp.
errors-centre-busy = Máy chủ trung tâm đang bận, đề nghị chờ { $wait_seconds } giây.
    .safe = Mọi thứ đã lưu trên máy này, không mất gì.
    .next = Cứ làm tiếp; ứng dụng sẽ tự thử lại sau đó.
errors-not-admitted = Máy chủ trung tâm chưa nhận máy này.
    .safe = Mọi thứ vẫn ở trên máy này, không mất gì.
    .next = Báo tổ trưởng: máy này có thể đã bị khóa, hoặc xã chưa được thêm ở máy chủ.
errors-version-apart = Ứng dụng này và máy chủ trung tâm khác phiên bản, không hiểu nhau.
    .safe = Mọi thứ vẫn ở trên máy này, không mất gì.
    .next = Cài phiên bản mới nhất của Đồng Hành, rồi đồng bộ lại.
errors-practice-stays-here = Xã thực hành chỉ nối với máy chủ chạy trên chính máy này.
    .safe = Chưa gửi gì đi.
    .next = Muốn nối với máy chủ thật, hãy dùng xã thật.
errors-roster-unreadable = Không đọc được tệp này: tệp hỏng hoặc không phải bảng tính.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Mở tệp bằng Excel, lưu lại dạng .xlsx hoặc .csv, rồi chọn lại.
errors-roster-protected = Tệp này có mật khẩu.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Mở bằng Excel, bỏ mật khẩu, lưu bản sao rồi chọn bản đó. Nhập xong nhớ xóa bản sao.
errors-roster-too-big = Tệp này lớn hơn mức một danh sách có thể có.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Tách theo thôn thành nhiều tệp nhỏ, mỗi tệp dưới 200.000 dòng, rồi nhập lần lượt.
errors-roster-no-table = Không thấy bảng nào có cột họ tên.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Kiểm tra dòng tiêu đề có “Họ và tên” và ít nhất một cột nữa như “Số CCCD” hoặc “Ngày sinh”. Trang ẩn không được đọc: danh sách nằm ở trang ẩn thì bỏ ẩn trước.
errors-roster-nothing = Không dòng nào trong tệp nhập được.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Xem lý do ở từng dòng; thường là chưa chọn thôn, hoặc cột nhận sai.
errors-roster-file-changed = Tệp đã đổi từ sau khi đọc thử.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Đọc thử lại rồi nhập.
errors-roster-changed = Trong lúc nhập, máy vừa nhận danh sách mới hơn từ nơi khác.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Đọc thử lại rồi nhập.
errors-cancelled = Đã dừng theo yêu cầu.
    .safe = Danh sách trên máy vẫn như cũ.
    .next = Làm lại khi cần.
errors-bug = Ứng dụng gặp lỗi lập trình ({ $where }).
    .safe = Những gì đã báo “Đã lưu” vẫn nằm nguyên trên máy này.
    .next = Mở lại ứng dụng. Nếu lỗi lặp lại, báo người phụ trách kèm chữ trong ngoặc.
