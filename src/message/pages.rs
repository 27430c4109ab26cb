//! The page of each finding, as `parindex explain <code>` prints it.
