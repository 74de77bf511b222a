//! Templates and static files: those in the program, and a site's own, which take their place file by file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "site-templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// The folder of a site's own templates, and that of its static files.
const TEMPLATES: &str = "site-templates";
const STATIC: &str = "static";

/// All files that are built into the program, as they were written, by the paths at which a site's own take their place.
pub fn built_in_files() -> BTreeMap<String, Cow<'static, [u8]>> {
    fn files<Built: RustEmbed>(folder: &str) -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
        Built::iter().filter_map(move |path| Some((format!("{folder}/{path}"), Built::get(&path)?.data)))
    }
    files::<Templates>(TEMPLATES).chain(files::<Static>(STATIC)).collect()
}

/// A file, from the program or from the site's folder.
pub struct Asset {
    /// Where it is, for messages.
    pub origin: PathBuf,
    pub bytes: Cow<'static, [u8]>,
}

/// Files by their names.
pub type Assets = BTreeMap<String, Asset>;

/// Templates by name; `folder` is the site's own, which may be missing.
pub fn templates(folder: &Path) -> Result<Assets> {
    overlay::<Templates>("built-in site-templates", folder)
}

/// Static files by path. The program's own scripts go out together with those they import, which saves a reader
/// round trips, and scripts and styles without their comments, which are a quarter of them; a site's own files and
/// vendored ones are left as they are.
pub fn static_files(folder: &Path) -> Result<Assets> {
    let mut files = overlay::<Static>("built-in static", folder)?;
    let is_own = |path: &str, asset: &Asset| {
        [".js", ".css"].iter().any(|ending| path.ends_with(ending))
            && !path.starts_with(VENDOR)
            && Static::get(path).is_some_and(|built| built.data == asset.bytes)
    };
    let own = files.iter().filter(|(path, asset)| is_own(path, asset));
    let texts: Vec<(String, String)> =
        own.map(|(path, asset)| (path.clone(), bundled(asset, &files))).collect();
    for (path, text) in texts {
        if let Some(asset) = files.get_mut(&path) {
            asset.bytes = text.into_bytes().into();
        }
    }
    Ok(files)
}

/// Other people's scripts, unmodified.
const VENDOR: &str = "vendor/";

/// A script with the files that it imports in place of the lines that do so; these import none themselves. They
/// stay in the site as well: a script that an owner wrote may import them.
fn bundled(script: &Asset, files: &Assets) -> String {
    let mut whole = String::new();
    let mut own = String::new();
    for line in String::from_utf8_lossy(&script.bytes).lines() {
        let imports: Vec<&str> = imported(line).filter(|name| files.contains_key(*name)).collect();
        if imports.is_empty() {
            own.extend([line, "\n"]);
        }
        for name in imports {
            let text = String::from_utf8_lossy(&files[name].bytes);
            if name.starts_with(VENDOR) {
                whole.push_str(&without_comments(&std::mem::take(&mut own)));
                whole.push_str(&text);
            } else {
                let lines = text.lines().map(|line| line.strip_prefix("export ").unwrap_or(line));
                lines.for_each(|line| own.extend([line, "\n"]));
            }
        }
    }
    whole + &without_comments(&own)
}

/// The files that a line of a script imports.
fn imported(line: &str) -> impl Iterator<Item = &str> {
    let does = line.starts_with("import {") || line.starts_with("importScripts(");
    let strings = line.split('"').skip(1).step_by(2).filter(move |_| does);
    strings.map(|name| name.trim_start_matches("./"))
}

/// Leaves out lines that are comments, and indentation. No line inside a string of the program's scripts or styles
/// may look like a comment.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim_start) {
        let begins = in_comment || line.starts_with("/*");
        in_comment = begins && !line.ends_with("*/");
        if !begins && !line.starts_with("//") && !line.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn overlay<Built: RustEmbed>(name: &str, folder: &Path) -> Result<Assets> {
    let mut assets = BTreeMap::new();
    for path in Built::iter() {
        let Some(file) = Built::get(&path) else { continue };
        assets.insert(path.to_string(), Asset { origin: Path::new(name).join(&*path), bytes: file.data });
    }
    if !folder.exists() {
        return Ok(assets);
    }
    for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
        let entry = entry.map_err(|error| Error::io(folder, "read", &error.into()))?;
        if entry.file_type().is_file() {
            let path = entry.path();
            let bytes = std::fs::read(path).map_err(|cause| Error::io(path, "read", &cause))?;
            let relative = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            assets.insert(relative, Asset { origin: path.to_owned(), bytes: bytes.into() });
        }
    }
    Ok(assets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> Assets {
        static_files(Path::new("no such folder")).expect("static files")
    }

    #[test]
    fn own_scripts_go_out_without_comments_and_vendored_ones_as_they_came() {
        let script =
            "/** One.\n * Two. */\nlet a = 1; // stays\n  // goes\n\n  /* goes */\n  a /* stays */ += 2;\n";
        assert_eq!(without_comments(script), "let a = 1; // stays\na /* stays */ += 2;\n");
        for (path, asset) in built() {
            if path.starts_with(VENDOR) {
                assert_eq!(asset.bytes, Static::get(&path).expect("it is there").data, "{path}");
            } else if path.ends_with(".js") {
                assert!(!String::from_utf8_lossy(&asset.bytes).contains("\n//"), "{path}");
            }
        }
    }

    #[test]
    fn own_scripts_go_out_with_what_they_import() {
        let files = built();
        let text = |path: &str| String::from_utf8_lossy(&files[path].bytes).into_owned();
        let [page, worker, lunr] = ["search.js", "search-worker.js", "vendor/lunr-2.3.9.min.js"].map(text);
        assert!(page.contains("\nclass View {") && !page.contains("import {"), "{page}");
        assert!(worker.contains("class SearchEngine") && worker.contains(&lunr), "{worker}");
        // What is loaded later stays a file of its own.
        assert_eq!(worker.matches("importScripts(").count(), 1);
        assert!(worker.contains("importScripts(\"search-columns.js\")"), "{worker}");
    }
}
