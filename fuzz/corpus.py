#!/usr/bin/env python3
"""Runs the release binary on every spreadsheet below some folders, each in a process of its own, and counts.

    cargo build --release
    python3 fuzz/corpus.py FOLDER... [--memory MB] [--seconds S] [--all]

`--fetch FOLDER` downloads the collections of COLLECTIONS into FOLDER first and takes it in. A collection is only
listed with the SHA-256 of its archive, so that a run can be repeated; the hashes were computed from the archives
themselves. No file of a collection belongs into the repository.
"""

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "parindex"
ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".csv", ".tsv"}

#: URL and SHA-256 of archives (tar.gz) with spreadsheets: crates whose packages hold their test files. The hashes are
#: the checksums that Cargo.lock would have. Apache POI's test-data and calamine's later tests are no such packages:
#: clone them, and pass their folders.
COLLECTIONS = [
    ("https://static.crates.io/crates/calamine/calamine-0.15.0.crate",
     "d1fc19bf1d3b26e37c6b8a660cf65f9a71b3a10af662b381577e11d366113ad6"),
    ("https://static.crates.io/crates/edit-xlsx/edit-xlsx-0.4.6.crate",
     "c313111adb069772bcf4174277fdb8ae554efbe05693ef82f60b4abd5d257cf5"),
    ("https://static.crates.io/crates/office/office-0.8.1.crate",
     "64d4e8cb9af9625a03b2bd1aee3e5e4f4663cde40ed681035257a1f8cbe4d279"),
    ("https://static.crates.io/crates/spreadsheet-ods/spreadsheet-ods-1.0.4.crate",
     "60163f438f3d198d0f871cb0edd5577efeaa8d83ec41a96ede01fbb20d0dcb40"),
    ("https://static.crates.io/crates/umya-spreadsheet/umya-spreadsheet-2.3.3.crate",
     "408c7e039c96ec1d517a1111ade7fadab889f32c096dac691a1e3b8018c3e39a"),
]


def fetch(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for url, expected in COLLECTIONS:
        archive = folder / re.sub(r"\W+", "-", url)
        if not archive.exists():
            urllib.request.urlretrieve(url, archive)
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != expected:
            sys.exit(f"{url}: SHA-256 is {found}, not {expected}")
        with tarfile.open(archive) as tar:
            tar.extractall(folder / archive.stem, filter="data")


def files(folders):
    """Every file once, however often it lies there."""
    seen = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in ENDINGS and path.is_file() and not path.is_symlink():
                digest = hashlib.sha256(path.read_bytes()).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield path


def run(path, memory, seconds):
    """Outcome in a word, codes, seconds, memory in MB."""

    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))

    command = [PROGRAM, "validate", "--criteria", "mau-xa-2025", "--format", "json", "--lang", "en", "--quiet", path]
    environment = {**os.environ, "RUST_BACKTRACE": "0", "RAYON_NUM_THREADS": "2"}
    start = time.monotonic()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limited, env=environment
    )
    try:
        out, err = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return "hang", [], time.monotonic() - start, 0
    taken = time.monotonic() - start
    try:
        findings = json.loads(out)["findings"]
    except (ValueError, KeyError):
        findings = []
    codes = [finding["code"] for finding in findings]
    # The program tells nothing of a panic that it catches but this.
    caught = any("reader failed" in finding["message"] for finding in findings)
    refused = {"unreadable-file", "unsupported-format", "encrypted-file", "limit-exceeded", "empty-file"}
    if child.returncode < 0:
        outcome = "abort"
    elif child.returncode == 101:
        outcome = "panic"
    elif child.returncode not in (0, 1) or not out:
        outcome = "no answer"
    elif caught or b"panicked at" in err:
        outcome = "caught panic"
    elif codes and refused & set(codes):
        outcome = "refused"
    else:
        outcome = "read"
    return outcome, codes, taken, err


def peak(path, seconds):
    """Memory of a second run, in MB, measured by GNU time; None where that is not there."""
    if not Path("/usr/bin/time").exists():
        return None
    command = ["/usr/bin/time", "-f", "%M", PROGRAM, "validate", "--criteria", "mau-xa-2025", "--quiet", path]
    try:
        out = subprocess.run(command, capture_output=True, timeout=seconds)
        return int(out.stderr.split()[-1]) / 1024
    except (subprocess.TimeoutExpired, ValueError, IndexError):
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--fetch", type=Path, metavar="FOLDER")
    parser.add_argument("--memory", type=int, default=4096, help="address space of a process, MB (4096)")
    parser.add_argument("--seconds", type=float, default=60, help="time of a process (60)")
    parser.add_argument("--all", action="store_true", help="a line for each file")
    args = parser.parse_args()
    if args.fetch:
        fetch(args.fetch)
        args.folders.append(args.fetch)
    if not args.folders or not PROGRAM.exists():
        parser.error("say at least one folder, after cargo build --release")
    outcomes, codes, endings, slowest, largest, odd = Counter(), Counter(), Counter(), [], [], []
    for path in files(args.folders):
        outcome, found, seconds, err = run(path, args.memory, args.seconds)
        outcomes[outcome] += 1
        codes.update(set(found))
        endings[path.suffix.lower()] += 1
        slowest.append((seconds, path))
        memory = peak(path, args.seconds) if outcome in ("read", "refused", "caught panic") else None
        largest.append((memory or 0, path))
        if outcome not in ("read", "refused"):
            odd.append((outcome, path, err))
        if args.all:
            shown = ", ".join(f"{code} {count}" for code, count in Counter(found).most_common(4))
            print(f"{outcome:12} {seconds:6.2f} s {memory or 0:7.1f} MB {path} {shown}")
    print(f"{sum(outcomes.values())} files:", ", ".join(f"{count} {kind}" for kind, count in endings.most_common()))
    for outcome in ("read", "refused", "caught panic", "panic", "abort", "hang", "no answer"):
        print(f"{outcome:14} {outcomes[outcome]}")
    print("files per code:", ", ".join(f"{code} {count}" for code, count in codes.most_common()))
    for outcome, path, err in odd:
        line = next((line for line in err.decode("utf-8", "replace").splitlines() if "panicked" in line), "") if err else ""
        print(f"{outcome}: {path} {line}")
    for seconds, path in sorted(slowest, reverse=True)[:3]:
        print(f"slowest: {seconds:.2f} s {path}")
    for memory, path in sorted(largest, reverse=True)[:3]:
        print(f"largest: {memory:.1f} MB {path}")
    sys.exit(any(outcomes[bad] for bad in ("panic", "abort", "hang", "no answer")))


main()
