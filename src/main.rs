//! The command line: starts, ends and reports; everything else is in the library.

fn main() {}
