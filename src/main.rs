//! The program: parses arguments, calls one command, maps the outcome to an exit status.

fn main() {}
