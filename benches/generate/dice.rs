//! A small random generator of our own, so that the files never change with a library.

/// Xorshift: the same seed gives the same files for ever.
pub struct Dice(u64);

impl Dice {
    /// Dice with this seed.
    pub fn new(seed: u32) -> Dice {
        Dice(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15).max(1))
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % u64::from(end)).unwrap_or_default()
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(u32::try_from(of.len()).unwrap_or(u32::MAX)) as usize]
    }

    /// An evidence text of about 100 characters.
    pub fn evidence(&mut self) -> String {
        let kind = self.pick(&["Kế hoạch", "Quyết định", "Báo cáo", "Công văn", "Biên bản"]);
        let what = self.pick(&[
            "về việc triển khai nhiệm vụ cải cách hành chính trên địa bàn",
            "về kết quả giải quyết thủ tục hành chính tại Bộ phận Một cửa",
            "kiểm tra việc thực hiện quy chế làm việc và kỷ luật hành chính",
            "phân công nhiệm vụ theo dõi chuyển đổi số và văn bản điện tử",
            "về tổ chức đối thoại giữa người đứng đầu với người dân năm nay",
            "tổng hợp ý kiến phản ánh, kiến nghị của cá nhân và doanh nghiệp",
            "công bố danh mục dịch vụ công trực tuyến toàn trình, một phần",
            "rà soát, hệ thống hóa văn bản do Hội đồng nhân dân ban hành",
        ]);
        let (number, day, month) = (self.below(999) + 1, self.below(28) + 1, self.below(12) + 1);
        let file = self.below(100_000_000);
        format!("{kind} số {number}/UBND-VP ngày {day:02}/{month:02}/2025 {what}, {file:08}")
    }

    /// A note, in half of the rows.
    pub fn note(&mut self) -> String {
        let (day, month, part) = (self.below(28) + 1, self.below(12) + 1, self.below(40) + 1);
        match self.below(6) {
            0 => format!("Đã gửi bản giấy ngày {day:02}/{month:02}"),
            1 => format!("Xem phụ lục kèm theo, mục {part}"),
            2 => format!("Số liệu đến ngày {day:02}/{month:02}"),
            _ => String::new(),
        }
    }
}
