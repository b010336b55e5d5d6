//! Takes the explorer's page along where it was built: `web/dist/explorer.html`, by `make` or `npm run build`.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=web/dist");
    // Without it the program writes a plain page and says how to get this one.
    let page = fs::read_to_string("web/dist/explorer.html").unwrap_or_default();
    let folder = env::var_os("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&folder).join("explorer.html"), page).expect("the folder takes a file");
}
