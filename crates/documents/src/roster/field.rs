//! What a column of a list is about, told by its title in whatever spelling.

use domain::fold::fold;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What a column holds.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Field { $($(#[$doc])* $name,)* }
        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// Its key; the catalogue has a text for it.
            #[must_use]
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key,)* } }
        }
    };
}

fields! {
    /// The whole name.
    Name = "name",
    /// Family and middle names; the given name stands in another column.
    Surname = "surname",
    /// The given name alone.
    GivenName = "given-name",
    /// The 12-digit number.
    Number = "number",
    /// Birth day or year.
    Birth = "birth",
    /// Birth day or year of men, where men and women have a column each.
    BirthMale = "birth-male",
    /// The same of women.
    BirthFemale = "birth-female",
    /// Nam or Nữ.
    Sex = "sex",
    /// A cross for a man.
    Male = "male",
    /// A cross for a woman.
    Female = "female",
    /// A phone number.
    Phone = "phone",
    /// A village (thôn, tổ dân phố, xóm, khu phố …).
    Village = "village",
    /// A unit (cơ quan, trường, công ty …).
    Unit = "unit",
    /// An address.
    Address = "address",
    /// Where the account stands, in words.
    State = "state",
    /// The level of the account alone, 1 or 2.
    Level = "level",
    /// The day of the Ministry's message.
    SmsDay = "sms-day",
    /// Known, and not kept: ordinal, old ID number, day of issue, notes.
    NotKept = "not-kept",
}

impl Field {
    /// The field of this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }

    /// What a column's title says; none where it says nothing known.
    pub(super) fn of_title(title: &str) -> Option<Self> {
        let folded = fold(title);
        RULES.iter().find(|rule| rule.fits(&folded)).map(|rule| rule.field)
    }
}

/// A rule: the title is one of these, or has one of these words in it and none of those.
struct Rule {
    field: Field,
    is: &'static [&'static str],
    has: &'static [&'static str],
    not: &'static [&'static str],
}

impl Rule {
    fn fits(&self, folded: &str) -> bool {
        let padded = format!(" {folded} ");
        let has = |words: &[&str]| words.iter().any(|word| padded.contains(&format!(" {word} ")));
        self.is.contains(&folded) || (has(self.has) && !has(self.not))
    }
}

const fn rule(
    field: Field,
    is: &'static [&'static str],
    has: &'static [&'static str],
    not: &'static [&'static str],
) -> Rule {
    Rule { field, is, has, not }
}

/// Of other people than the one on the line, or of a paper.
const OTHERS: &[&str] = &[
    "cha",
    "bo",
    "me",
    "vo",
    "chong",
    "chu ho",
    "giam ho",
    "can bo",
    "nguoi lap",
    "nguoi than",
    "ho ten cha me",
    "father",
    "mother",
    "guardian",
];

/// The first that fits counts.
const RULES: &[Rule] = &[
    rule(Field::NotKept, &["stt", "tt", "so tt", "so thu tu", "no", "id", "ghi chu", "note", "notes"], OTHERS, &[]),
    rule(
        Field::NotKept,
        &[],
        &["ngay cap", "noi cap", "quan he", "ly do", "reason", "noi sinh", "que quan", "dan toc", "ton giao"],
        &[],
    ),
    rule(Field::NotKept, &[], &["cmnd", "cmt", "chung minh"], &["cccd", "can cuoc", "dinh danh"]),
    rule(Field::SmsDay, &[], &["sms", "tin nhan", "nhan tin", "message", "ngay thong bao"], &[]),
    rule(
        Field::NotKept,
        &[],
        &["ngay thu nhan", "ngay kich hoat", "ngay dang ky", "ngay phe duyet", "ngay duyet", "thoi gian"],
        &[],
    ),
    rule(
        Field::Level,
        &["muc", "muc do", "muc dinh danh", "muc do dinh danh", "muc tai khoan", "muc do tai khoan", "level", "cap do"],
        &[],
        &[],
    ),
    rule(
        Field::State,
        &["kich hoat", "state", "status"],
        &[
            "trang thai",
            "tinh trang",
            "muc",
            "muc do",
            "ket qua",
            "account state",
            "account status",
            "tai khoan",
            "kich hoat",
        ],
        &["so tai khoan"],
    ),
    rule(
        Field::Surname,
        &["ho", "ho dem", "ho lot"],
        &["ho va dem", "ho va ten dem", "ho ten dem", "ho chu dem", "ho va chu dem", "ho lot", "ho dem", "surname"],
        &["dem va ten", "dem ten"],
    ),
    rule(Field::GivenName, &["ten", "given name"], &[], &[]),
    rule(
        Field::Name,
        &["ho ten", "name", "full name", "cong dan"],
        &["ho ten", "ho va ten", "dem va ten", "ho dem ten", "ho chu dem ten", "ten cong dan", "full name", "va ten"],
        &[],
    ),
    rule(
        Field::Number,
        &["so giay to", "id number", "cccd"],
        &["cccd", "can cuoc", "dinh danh", "ddcn", "sddcn", "cmnd cccd", "id number", "citizen number"],
        &["ngay", "noi"],
    ),
    rule(Field::BirthMale, &[], &["sinh nam"], &["gioi tinh"]),
    rule(Field::BirthFemale, &[], &["sinh nu"], &["gioi tinh"]),
    rule(
        Field::Birth,
        &["ngay thang nam", "sinh", "dob", "ntns", "namsinh", "ngaysinh"],
        &[
            "ngay sinh",
            "nam sinh",
            "thang nam sinh",
            "sinh ngay",
            "ngay thang nam sinh",
            "date of birth",
            "birth",
            "birth year",
        ],
        &["khai sinh"],
    ),
    rule(Field::Male, &["nam", "gioi tinh nam", "male"], &["gioi tinh nam"], &["nu"]),
    rule(Field::Female, &["nu", "gioi tinh nu", "female"], &["gioi tinh nu"], &["nam"]),
    rule(Field::Sex, &["gt", "phai", "nam nu", "sex", "gender"], &["gioi tinh", "nam nu", "phai"], &[]),
    rule(
        Field::Phone,
        &["dt", "sdt", "so dt", "phone", "mobile", "lien he"],
        &["dien thoai", "sdt", "so dt", "di dong", "so lien he", "so lien lac", "phone", "dtdd"],
        &[],
    ),
    rule(
        Field::Unit,
        &["unit", "lop"],
        &["don vi", "co quan", "truong", "cong ty", "noi lam viec", "noi cong tac", "to chuc", "unit"],
        &["hanh chinh", "thon"],
    ),
    rule(
        Field::Village,
        &["khu", "to", "ap", "ban", "lang", "buon", "village", "dia ban"],
        &["thon", "xom", "to dan pho", "tdp", "khu pho", "khu dan cu", "ap", "buon", "lang", "village", "thon xom"],
        &[],
    ),
    rule(
        Field::Address,
        &["address"],
        &["dia chi", "noi o", "thuong tru", "cho o", "ho khau", "cu tru", "tam tru", "address", "noi o hien tai"],
        &[],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_in_any_spelling() {
        let check = |titles: &[&str], expected: Field| {
            for title in titles {
                assert_eq!(Field::of_title(title), Some(expected), "{title}");
            }
        };
        check(
            &["Họ và tên", "HỌ TÊN", "ho va ten", "Họ, chữ đệm và tên khai sinh", "Tên công dân", "Full name"],
            Field::Name,
        );
        check(&["Họ đệm", "Họ và tên đệm", "HỌ VÀ CHỮ ĐỆM", "Họ lót"], Field::Surname);
        check(&["Tên", "TÊN"], Field::GivenName);
        check(
            &[
                "Số CCCD",
                "SỐ ĐDCN",
                "Số định danh cá nhân",
                "CCCD/CMND",
                "Số thẻ căn cước",
                "Số CCCD (12 số)",
                "ID number",
            ],
            Field::Number,
        );
        check(
            &["Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh", "NGÀY SINH (dd/mm/yyyy)", "Date of birth"],
            Field::Birth,
        );
        check(&["Năm sinh Nam"], Field::BirthMale);
        check(&["Ngày sinh\nNữ"], Field::BirthFemale);
        check(&["Giới tính", "GT", "Nam/Nữ", "Phái", "Sex"], Field::Sex);
        check(&["Nam"], Field::Male);
        check(&["Giới tính Nữ"], Field::Female);
        check(&["Số điện thoại", "SĐT", "Điện thoại liên hệ", "Số ĐT", "Phone"], Field::Phone);
        check(&["Thôn", "Tổ dân phố", "Xóm", "Thôn/Tổ", "Khu phố", "TDP", "Địa chỉ (thôn)", "Village"], Field::Village);
        check(&["Địa chỉ", "Nơi thường trú", "Chỗ ở hiện tại", "Nơi ở", "Hộ khẩu", "Address"], Field::Address);
        check(&["Đơn vị", "Cơ quan công tác", "Trường", "Đơn vị công tác", "Unit"], Field::Unit);
        check(
            &[
                "Trạng thái",
                "Tình trạng tài khoản",
                "Tình trạng kích hoạt",
                "Trạng thái tài khoản định danh",
                "Account state",
            ],
            Field::State,
        );
        check(&["Mức", "Mức độ", "Mức định danh"], Field::Level);
        check(&["Ngày SMS", "Ngày nhận tin nhắn", "Ngày nhắn tin"], Field::SmsDay);
        check(
            &["STT", "Số CMND", "Ngày cấp", "Ghi chú", "Ngày thu nhận", "Họ tên cha", "Quê quán", "Lý do"],
            Field::NotKept,
        );
        assert_eq!(Field::of_title("Mã hồ sơ"), None);
        assert_eq!(Field::of_title(""), None);
    }

    #[test]
    fn keys_are_read_back() {
        assert!(Field::ALL.iter().all(|field| Field::from_key(field.key()) == Some(*field)));
    }
}
