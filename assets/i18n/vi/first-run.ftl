# Lần đầu mở, và lập xã.

first-run-title = Hôm nay máy này để làm gì?
first-run-press-a-digit = Bấm số để chọn.
first-run-unsure = Chưa chắc thì chọn 1: ở xã thực hành không có gì hỏng được.
first-run-about = Sổ làm việc của tổ hỗ trợ VNeID cấp xã.
first-run-no-network = Không có mạng vẫn ghi được
first-run-kept-here = Dữ liệu mã hóa trên máy này

first-run-practise = Tập ở xã thực hành
first-run-practise-about = 6 thôn và 300 người không có thật, buổi tập mở sẵn. Nằm ở tệp riêng, không lẫn vào số liệu thật.
first-run-set-up = Lập xã của chúng tôi
first-run-set-up-about = Cho tổ trưởng, trên máy đầu tiên: tên xã, các thôn, người trong tổ, mã mở khóa. Khoảng 5 phút.
first-run-join = Vào xã đã lập
first-run-join-about = Cho máy tiếp theo: trao đổi một tệp với máy của tổ trưởng. Không cần mạng.
first-run-making-practice = Đang lập xã thực hành, chờ vài giây

first-run-step = Bước { $step } / { $steps }
first-run-steps = Các bước
first-run-places = Xã và thôn
first-run-people = Người trong tổ
first-run-pin =
    { $kind ->
        [passphrase] Cụm mật khẩu
       *[pin] Mã PIN
    }
first-run-next = Tiếp tục
first-run-back = Quay lại
first-run-make = Lập xã
first-run-making = Đang tạo khóa và tệp mã hóa, chờ vài giây

first-run-commune-name = Tên xã
first-run-commune-name-hint = Không ghi chữ “xã”: Quảng Nghiệp
first-run-commune-name-missing = Ghi tên xã.
first-run-villages = Các thôn, mỗi dòng một thôn
first-run-villages-short = Thôn
first-run-villages-hint = Dán được từ Excel hay Word; số thứ tự đầu dòng sẽ được bỏ.
first-run-villages-missing = Ghi ít nhất một thôn.
first-run-villages-count =
    { $n ->
        [0] Chưa có thôn nào
       *[other] { $count } thôn
    }
first-run-units = Đơn vị
first-run-units-about = Cơ quan, trường học, doanh nghiệp, đoàn thể cũng được hỗ trợ. Chưa có thì để trống.
first-run-unit-add = Thêm đơn vị
first-run-unit-name = Tên đơn vị { $place }
first-run-unit-kind = Loại đơn vị { $place }
first-run-unit-placeholder = Trường THCS Quảng Nghiệp
first-run-unit-remove = Bỏ đơn vị { $place }

first-run-people-about = Người đầu tiên là bạn, tổ trưởng giữ máy này. Người khác tự đặt mã mở khóa khi máy của họ vào xã, hoặc khi dùng chung máy này.
first-run-you = Họ tên của bạn
first-run-you-hint = Tên hiện cạnh những lượt bạn ghi.
first-run-member-missing = Ghi họ tên của bạn.
first-run-member-name = Họ tên người thứ { $place }
first-run-member-role = Vai trò người thứ { $place }
first-run-member-force = Lực lượng người thứ { $place }
first-run-member-remove = Bỏ người thứ { $place }
first-run-member-add = Thêm người
first-run-role = Vai trò
first-run-force = Lực lượng

first-run-pin-yours =
    { $kind ->
        [passphrase] Cụm mật khẩu của bạn
       *[pin] Mã PIN của bạn
    }
first-run-pin-rules =
    { $kind ->
        [passphrase] Ít nhất 12 ký tự, không chỉ toàn số. Bốn, năm từ không dính dáng đến nhau là dễ nhớ mà khó đoán.
       *[pin] Ít nhất 6 chữ số, không lặp, không liên tiếp; hoặc một cụm mật khẩu từ 12 ký tự.
    }
first-run-pin-repeat =
    { $kind ->
        [passphrase] Gõ lại cụm mật khẩu
       *[pin] Gõ lại mã PIN
    }
first-run-pin-missing =
    { $kind ->
        [passphrase] Đặt cụm mật khẩu trước.
       *[pin] Đặt mã PIN trước.
    }
first-run-pin-why = Máy này không có kho khóa của hệ điều hành: ai lấy được ổ đĩa thì dò mã PIN 6 số rất nhanh. Vì vậy ở đây cần cụm mật khẩu.
first-run-pin-again = Gõ lại lần nữa vào ô này.
first-run-pin-apart = Hai lần gõ không giống nhau.
first-run-pin-forgotten = Quên thì không ai mở được tệp trên máy này, kể cả máy chủ trung tâm.
first-run-pin-forgotten-about = Những gì đã đến nơi thì máy khác của xã vẫn đọc được; nếu đây là máy duy nhất thì mất hết. Vì vậy hãy sớm cho máy thứ hai vào xã.
first-run-summary = Xem lại trước khi lập
first-run-summary-about = Lập xong có thể thêm người trong tổ ở Cài đặt. Thôn và đơn vị lập một lần ở đây.

first-run-restore = Khôi phục từ bản sao lưu
first-run-restore-about = Cho máy thay máy hỏng hay mất: cần tệp sao lưu và cụm mật khẩu của nó, hoặc mã khôi phục của xã.
first-run-restore-file = Tệp sao lưu
first-run-restore-file-hint = Tệp tên donghanh-sao-luu… .dhs
first-run-restore-secret = Cụm mật khẩu của bản sao lưu, hoặc mã khôi phục
first-run-restore-secret-missing = Gõ cụm mật khẩu hoặc mã khôi phục trước.
first-run-restore-do = Khôi phục
first-run-restoring = Đang mở và nhận từng mục, có thể mất vài phút
first-run-restored-next = Ai mở được máy cũ thì mở máy này bằng chính mã của mình.
