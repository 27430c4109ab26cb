//! Peak memory of `rank`, each time in a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::readers;

/// The argument by which this program runs itself to measure one peak.
pub const FLAG: &str = "--peak-of-rank";

/// The child: ranks and prints its peak in KiB.
pub fn child(arguments: &[String]) -> anyhow::Result<()> {
    let (set, paths) = arguments.split_first().context("a set and paths")?;
    readers::command("rank", Path::new(set), &paths.iter().map(PathBuf::from).collect::<Vec<_>>())?;
    println!("{}", peak_kib().unwrap_or_default());
    Ok(())
}

/// Peak memory of `rank` over these files and folders in MiB; `None` where the system does not tell it.
pub fn peak_of_rank(set: &Path, paths: &[PathBuf]) -> anyhow::Result<Option<f64>> {
    let output = Command::new(std::env::current_exe()?).arg(FLAG).arg(set).args(paths).output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let kib: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
    Ok((kib > 0.0).then_some(kib / 1024.0))
}

fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// By which power of `x` the values `y` grow: the slope of least squares through their logarithms.
pub fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs = || points.iter().map(|(x, y)| (x.ln(), y.ln()));
    let count = logs().map(|_| 1.0).sum::<f64>();
    let (mean_x, mean_y) =
        (logs().map(|(x, _)| x).sum::<f64>() / count, logs().map(|(_, y)| y).sum::<f64>() / count);
    let above: f64 = logs().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let below: f64 = logs().map(|(x, _)| (x - mean_x).powi(2)).sum();
    above / below
}
