# Người này cần gì, vì sao, và điều phải nhắc. Khóa ở domain::triage.

triage-need-make-chip-card = Cần làm thẻ căn cước gắn chip.
triage-need-ask-account = Hỏi bà con đã có tài khoản VNeID chưa.
triage-need-install-level-1 = Cần cài VNeID và đăng ký mức 1.
triage-need-wait-level-1 = Chờ duyệt mức 1.
triage-need-enrol-level-2 = Cần đi làm mức 2 tại công an.
triage-need-activate-level-2 = Cần kích hoạt mức 2.
triage-need-show-utilities = Hướng dẫn dùng tiện ích.
triage-need-guardian-account = Dùng tài khoản của cha mẹ hoặc người giám hộ.
triage-need-nothing = Đã đủ, không còn việc phải làm.

triage-reason-too-young = Mới { $age } tuổi, chưa đến tuổi có tài khoản riêng.
triage-reason-no-chip-card = Chưa có thẻ căn cước gắn chip; muốn có tài khoản phải có thẻ trước.
triage-reason-account-unknown = Chưa ai ghi tài khoản đang ở bước nào.
triage-reason-not-installed = Có thẻ, chưa cài VNeID.
triage-reason-level-0 = Đã cài VNeID nhưng chưa định danh.
triage-reason-level-1-waiting = Đã đăng ký mức 1, thường duyệt trong { $days } ngày làm việc.
triage-reason-level-1-active = Mức 1 đang dùng, công an chưa thu nhận mức 2.
triage-reason-level-1-is-all = Mức 1 đang dùng; ở tuổi này chưa làm mức 2.
triage-reason-activate-before =
    { $n ->
        [0] Mức 2 đã thu nhận, hôm nay { $deadline } là hạn cuối.
       *[other] Mức 2 đã thu nhận, hạn { $deadline }, còn { $count } ngày.
    }
triage-reason-activate-late = Mức 2 đã thu nhận, hạn { $deadline } đã qua: vẫn thử, không được thì gọi 1900 0368.
triage-reason-received-ask-message = Công an đã thu nhận mức 2: hỏi tin nhắn của Bộ đã về chưa, ngày nào. Thường duyệt trong { $days } ngày làm việc.
triage-reason-approved-ask-message = Mức 2 đã duyệt: hỏi ngày nhận tin nhắn của Bộ.
triage-reason-level-2-active = Mức 2 đang dùng, chưa được hướng dẫn tiện ích.
triage-reason-all-done = Mức 2 đang dùng và đã được hướng dẫn tiện ích.

triage-warning-guardian-needed = Cần cha mẹ hoặc người giám hộ đồng ý và cùng làm.
triage-warning-never-on-helpers-phone = Chỉ làm trên điện thoại của bà con, không bao giờ trên máy của người hỗ trợ.
triage-warning-own-sim-needed = Số điện thoại phải là SIM chính chủ.
triage-warning-deadline-passed = Hạn 7 ngày đã qua.
triage-warning-message-ahead = Ngày tin nhắn nằm sau ngày của buổi này: xem lại.
triage-warning-birth-missing = Chưa có ngày sinh nên chưa xét được tuổi.
triage-warning-age-open = Chỉ biết năm sinh nên chưa chắc đã đủ 14 tuổi.
triage-warning-rule-unverified = Quy định đang áp dụng chưa có người đối chiếu với văn bản.

triage-clock-approval = Công an thu nhận ngày { $day }: thường duyệt xong đến { $until }, chưa trừ ngày lễ.
triage-clock-activation = Tin nhắn của Bộ về ngày { $day }: kích hoạt trong ứng dụng đến hết { $until }.
triage-go-commune-police-or-card-office = Công an xã nơi thường trú, hoặc nơi làm thẻ căn cước.
triage-go-any-commune-police = Công an xã nào cũng được, không cần về nơi thường trú.
triage-go-card = Nơi làm thẻ căn cước: hỏi công an xã về điểm và giờ làm thẻ gần nhất.
triage-office-open = Ngày { $day } mở cửa { $hours }.
triage-office-shut = Ngày { $day } không mở cửa; mở lại ngày { $next }: { $hours }.
triage-office-hours-unknown = Chưa ghi giờ mở cửa: gọi hỏi trước khi đến.
