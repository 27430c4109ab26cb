//! Computes Vietnam's PAR Index: reads criteria and self-assessments, checks, scores and ranks them exactly.
//!
//! The modules in reading order; data flows from top to bottom.

pub mod day;

pub mod points;

pub mod texts;

pub mod sorting;

pub mod message;

pub mod diagnostic;

pub mod keys;

pub mod marker;

pub mod sheet;

pub mod evidence;

pub mod rule;

pub mod criteria;

pub mod unit;

pub mod assessment;

pub mod appendix;

pub mod score;

pub mod survey;

pub mod ranking;

pub mod life;

pub mod analysis;

pub mod results;

pub mod round;

pub mod report;

pub mod papers;

pub mod returned;

pub mod workbook;

pub mod cli;

pub mod commands;
