//! The content and the worked examples are built into the program: a new page is noticed here.

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=sessions");
}
