//! The content and the worked examples are built into the program: a new page is noticed here. The front
//! matter of the pages is YAML for those who write them, and JSON in the program, which it reads sooner, with
//! what it has for journals anyway.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=sessions");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("content");
    if let Err(error) = fresh(&out).and_then(|()| pages(Path::new("content"), &out)) {
        println!("cargo::error=the content could not be prepared: {error}");
    }
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|known| known == value);
    let linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let with_libc = std::env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|on| on.contains("crt-static"));
    if is("PROFILE", "release") && linux && !with_libc {
        // Thirty thousand addresses need not be put right at each start, in half a megabyte of memory.
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Begins with an empty folder: a page that is gone must not stay.
fn fresh(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    }
}

fn pages(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            fs::create_dir_all(&target)?;
            pages(&path, &target)?;
        } else if path.extension() == Some(OsStr::new("md")) {
            let text = fs::read_to_string(&path)?;
            // What cannot be read stays as it is: the program says what is wrong with it, and where.
            let page = in_json(&text).unwrap_or(text);
            fs::write(target, page)?;
        }
    }
    Ok(())
}

/// The page with its front matter as one line of JSON, on as many lines as before.
fn in_json(page: &str) -> Option<String> {
    let (front, body) = page.strip_prefix("---\n")?.split_once("\n---\n")?;
    let value: serde_json::Value = serde_saphyr::from_str(front).ok()?;
    let lines = "\n".repeat(front.matches('\n').count());
    Some(format!("---\n{value}{lines}\n---\n{body}"))
}
