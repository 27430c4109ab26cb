//! The column layouts met in real forms.

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Number,
    Name,
    Max,
    Declared,
    Method,
    Own,
    Survey,
    Appraised,
    Reached,
    Share,
    Evidence,
    CouncilNote,
}

/// A column: what stands in it, its head, the head above it where two rows are merged, its width.
pub struct Head {
    pub cell: Cell,
    pub text: &'static str,
    pub over: Option<&'static str>,
    pub width: u16,
}

/// How rows are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Fields I, II; below them 1.1, 1.1.1.
    Roman,
    /// Fields A, B; below them 1.1, 1.1.1.
    Letter,
    /// Fields 1, 2; below them 1.1, 1.1.1.
    Absolute,
    /// Fields I, II; criteria a), b); sub-criteria -.
    ByName,
}

/// A layout.
pub struct Layout {
    pub heads: &'static [Head],
    pub numbering: Numbering,
    /// Rows for bonus and penalty.
    pub adjustments: bool,
}

const fn head(cell: Cell, text: &'static str, width: u16) -> Head {
    Head { cell, text, over: None, width }
}

const fn under(over: &'static str, cell: Cell, text: &'static str, width: u16) -> Head {
    Head { cell, text, over: Some(over), width }
}

/// Two head rows.
pub const PROVINCE: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 8),
        head(Cell::Name, "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 62),
        head(Cell::Max, "Điểm tối đa", 9),
        under("Điểm đánh giá", Cell::Survey, "Điều tra XHH", 9),
        under("Điểm đánh giá", Cell::Own, "Tự đánh giá", 9),
        under("Điểm đánh giá", Cell::Appraised, "SNV đánh giá", 10),
        head(Cell::Reached, "Điểm đạt được", 9),
        head(Cell::Share, "Chỉ số", 9),
        head(Cell::Evidence, "Ghi chú", 40),
    ],
    numbering: Numbering::Roman,
    adjustments: false,
};

/// The shortest.
pub const PLAIN: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 9),
        head(Cell::Name, "Lĩnh vực/TC/TCTP", 80),
        head(Cell::Max, "Điểm chuẩn", 16),
        head(Cell::Own, "Điểm tự chấm", 16),
        head(Cell::Appraised, "Điểm thẩm định", 16),
    ],
    numbering: Numbering::Roman,
    adjustments: false,
};

/// Names alone, no numbers.
pub const NAMED: Layout = Layout {
    heads: &[
        head(Cell::Name, "Lĩnh vực/TC/TCTP", 60),
        head(Cell::Max, "Điểm tối đa", 9),
        head(Cell::Own, "Tự đánh giá", 9),
        head(Cell::Evidence, "TLKC/Giải trình", 38),
        head(Cell::Appraised, "Thẩm định", 9),
        head(Cell::CouncilNote, "Ý kiến hội đồng thẩm định", 28),
        head(Cell::Share, "Chỉ số", 9),
    ],
    numbering: Numbering::Absolute,
    adjustments: false,
};

/// Notes of both sides, bonus and penalty.
pub const COUNCIL: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 9),
        head(Cell::Name, "Tiêu chí", 62),
        head(Cell::Max, "Điểm tối đa", 9),
        head(Cell::Own, "Điểm tự chấm", 9),
        head(Cell::Appraised, "Điểm thẩm định", 9),
        head(Cell::Evidence, "Ghi chú của đơn vị", 38),
        head(Cell::CouncilNote, "Ghi chú của thẩm định", 28),
    ],
    numbering: Numbering::Letter,
    adjustments: true,
};

/// The same with a), b), - for numbers and the points before the maximum.
pub const LETTERED: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 7),
        head(Cell::Name, "Tiêu chí", 62),
        head(Cell::Own, "Điểm tự chấm", 9),
        head(Cell::Max, "Điểm tối đa", 9),
        head(Cell::Evidence, "Ghi chú của đơn vị", 38),
        head(Cell::Appraised, "Điểm thẩm định", 9),
        head(Cell::CouncilNote, "Ghi chú của thẩm định", 28),
    ],
    numbering: Numbering::ByName,
    adjustments: true,
};

/// With raw data.
pub const DECLARED: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 8),
        head(Cell::Name, "Tiêu chí", 46),
        head(Cell::Max, "Điểm tối đa", 8),
        head(Cell::Declared, "Số liệu kê khai", 30),
        head(Cell::Method, "Cách tính điểm", 48),
        head(Cell::Evidence, "Yêu cầu & TLKC", 36),
        head(Cell::Own, "Điểm tự đánh giá", 9),
    ],
    numbering: Numbering::Absolute,
    adjustments: false,
};

/// With raw data, columns in another order.
pub const DECLARED_EARLY: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 8),
        head(Cell::Name, "Tiêu chí", 46),
        head(Cell::Declared, "Số liệu kê khai", 30),
        head(Cell::Max, "Điểm tối đa", 8),
        head(Cell::Own, "Điểm tự đánh giá", 9),
        head(Cell::Evidence, "Yêu cầu & TLKC", 36),
        head(Cell::Method, "Cách tính điểm", 48),
    ],
    numbering: Numbering::Roman,
    adjustments: false,
};

/// Other words for the same columns.
pub const RENAMED: Layout = Layout {
    heads: &[
        head(Cell::Number, "TT", 8),
        head(Cell::Name, "Nội dung", 60),
        head(Cell::Max, "Điểm chuẩn", 9),
        head(Cell::Own, "Tự chấm", 9),
        head(Cell::Evidence, "TLKC/Giải trình", 38),
        head(Cell::Appraised, "Điểm chấm thực tế", 9),
        head(Cell::CouncilNote, "Ý kiến", 28),
    ],
    numbering: Numbering::Roman,
    adjustments: false,
};

/// Other words and no numbers.
pub const EXPLAINED: Layout = Layout {
    heads: &[
        head(Cell::Name, "Nội dung", 62),
        head(Cell::Max, "Điểm chuẩn", 9),
        head(Cell::Own, "Tự chấm", 9),
        head(Cell::Evidence, "TLKC/Giải trình", 38),
        head(Cell::Appraised, "Điểm chấm thực tế", 10),
        head(Cell::CouncilNote, "Ý kiến", 28),
    ],
    numbering: Numbering::Absolute,
    adjustments: false,
};

/// For departments: both sides in one sheet, with bonus and penalty.
pub const DEPARTMENT: Layout = Layout {
    heads: &[
        head(Cell::Number, "STT", 8),
        head(Cell::Name, "Tiêu chí", 54),
        head(Cell::Max, "Điểm tối đa", 8),
        head(Cell::Declared, "Số liệu kê khai", 30),
        head(Cell::Own, "Điểm tự chấm", 9),
        head(Cell::Evidence, "TLKC/Giải trình", 32),
        head(Cell::Appraised, "Điểm thẩm định", 9),
        head(Cell::CouncilNote, "Ghi chú của thẩm định", 26),
    ],
    numbering: Numbering::Absolute,
    adjustments: true,
};

impl Layout {
    /// The column of a kind of cell.
    pub fn column(&self, cell: Cell) -> Option<u16> {
        let at = self.heads.iter().position(|head| head.cell == cell)?;
        u16::try_from(at).ok()
    }

    /// Whether the head takes two rows.
    pub fn two_rows(&self) -> bool {
        self.heads.iter().any(|head| head.over.is_some())
    }
}
