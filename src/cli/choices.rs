//! The words that options take.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::message::Lang;

/// An enum of words. Derived ones would show their documentation, which is English, in every help text.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$word_doc])* $variant,)+
        }
        choices!(@words $name { $($variant = $word,)+ });
    };
    (@words $name:ident { $($variant:ident = $word:literal,)+ }) => {
        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                &[$($name::$variant,)+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(match self {
                    $($name::$variant => $word,)+
                }))
            }
        }
    };
}

choices!(@words Lang { Vi = "vi", En = "en", });

choices! {
    /// What points count as.
    PointsArg {
        /// What the units claim.
        Own = "self",
        /// What the council gave.
        Appraised = "appraised",
    }
}

choices! {
    /// Which points make the result.
    By {
        /// What the units claim.
        Own = "self",
        /// What the council gave.
        Appraised = "appraised",
        /// Appraised and survey points, bonus and penalty.
        Final = "final",
    }
}

choices! {
    /// A round of appraisal.
    Round {
        /// What the council gives first.
        First = "1",
        /// After the units explained.
        Second = "2",
    }
}

choices! {
    /// Whose a workbook of the council is.
    Whose {
        /// The department that appraises.
        Department = "department",
        /// The unit that is appraised.
        Unit = "unit",
    }
}

choices! {
    /// Form of a result.
    TableFormat {
        /// A table for the screen.
        Table = "table",
        /// JSON.
        Json = "json",
        /// CSV with stable heads.
        Csv = "csv",
        /// Markdown.
        Markdown = "markdown",
    }
}

choices! {
    /// Form of the board of a round.
    BoardFormat {
        /// A table for the screen.
        Table = "table",
        /// JSON.
        Json = "json",
        /// Markdown.
        Markdown = "markdown",
    }
}

choices! {
    /// Form of findings.
    FindingFormat {
        /// Text for the screen.
        Text = "text",
        /// JSON.
        Json = "json",
        /// CSV with stable heads.
        Csv = "csv",
        /// Annotations of a GitHub workflow.
        Github = "github",
    }
}

choices! {
    /// A command whose JSON has a schema.
    SchemaOf {
        /// `validate`.
        Validate = "validate",
        /// `rank`.
        Rank = "rank",
        /// `score`.
        Score = "score",
        /// `survey`.
        Survey = "survey",
        /// `explain`.
        Explain = "explain",
        /// `status`.
        Status = "status",
        /// `report --json`.
        Report = "report",
        /// The criteria file.
        Criteria = "criteria",
        /// `criteria import`.
        Import = "import",
        /// `criteria diff`.
        CriteriaDiff = "criteria-diff",
        /// `criteria impact`.
        CriteriaImpact = "criteria-impact",
    }
}

choices! {
    /// Form of a list of criteria sets.
    ListFormat {
        /// A table for the screen.
        Table = "table",
        /// JSON.
        Json = "json",
    }
}

choices! {
    /// Form of a criteria set.
    ShowFormat {
        /// A table for the screen.
        Table = "table",
        /// Markdown.
        Markdown = "markdown",
        /// JSON.
        Json = "json",
        /// A workbook.
        Xlsx = "xlsx",
        /// A document of Word.
        Docx = "docx",
    }
}

choices! {
    /// Form of a text with tables.
    TextFormat {
        /// Text for the screen and for a report.
        Text = "text",
        /// Markdown.
        Markdown = "markdown",
        /// JSON.
        Json = "json",
    }
}

choices! {
    /// Form of the faults of criteria sets.
    CheckFormat {
        /// Text for the screen.
        Text = "text",
        /// JSON.
        Json = "json",
    }
}

choices! {
    /// What makes the status 1 though it is no error.
    Deny {
        /// Warnings.
        Warnings = "warnings",
    }
}
