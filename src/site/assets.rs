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

/// Scripts that go out as one file: the parts named here, then the script itself. A search waits for each request.
const BUNDLES: [(&str, &[&str]); 2] = [
    ("search.js", &["search-view.js"]),
    (
        "search-worker.js",
        &[
            "search-words.js",
            "search-rank.js",
            "search-terms.js",
            "search-fields.js",
            "search-run.js",
            "search-engine.js",
        ],
    ),
];

/// Other people's scripts, unmodified.
const VENDOR: &str = "vendor/";

/// Static files by path. The program's own scripts and styles go out without comments; a site's own files and vendored
/// ones are left as they are.
pub fn static_files(folder: &Path) -> Result<Assets> {
    let mut files = overlay::<Static>("built-in static", folder)?;
    for (path, asset) in &mut files {
        let is_own =
            !path.starts_with(VENDOR) && Static::get(path).is_some_and(|own| own.data == asset.bytes);
        if is_own && (path.ends_with(".js") || path.ends_with(".css")) {
            asset.bytes = short(&String::from_utf8_lossy(&asset.bytes)).into_bytes().into();
        }
    }
    for (path, parts) in BUNDLES {
        let Some(mut script) = files.remove(path) else { continue };
        let parts: Vec<Asset> = parts.iter().filter_map(|part| files.remove(*part)).collect();
        let texts: Vec<&[u8]> = parts.iter().chain([&script]).map(|part| &*part.bytes).collect();
        script.bytes = texts.join(&b'\n').into();
        files.insert(path.to_owned(), script);
    }
    Ok(files)
}

/// A script or style without the lines of comments, empty lines and indents. No string in them goes over several lines,
/// which is why this needs to know no more of their languages; compression does the rest.
fn short(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if !(is_comment || begins || line.is_empty() || line.starts_with("//")) {
            short.extend([line, "\n"]);
        }
        is_comment = (is_comment || begins) && !line.contains("*/");
    }
    short
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
    fn own_scripts_and_styles_go_out_without_comments_and_vendored_ones_as_they_came() {
        for (path, asset) in built() {
            let source = Static::get(&path).expect("it is there").data;
            if path.starts_with(VENDOR) {
                assert_eq!(asset.bytes, source, "{path}");
            } else if path.ends_with(".js") || path.ends_with(".css") {
                let text = String::from_utf8_lossy(&asset.bytes);
                assert!(!text.contains("\n//") && !text.contains("\n/**"), "{path}: {text}");
                // What `short` relies on: strings and comments are not mixed with lines of something else.
                for line in String::from_utf8_lossy(&source).lines().map(str::trim) {
                    assert!(line.matches('`').count().is_multiple_of(2), "{path}: {line}");
                    let comment = line.starts_with("/*") && line.contains("*/");
                    assert!(!comment || line.ends_with("*/"), "{path}: {line}");
                }
            }
        }
    }

    #[test]
    fn lines_of_comments_and_indents_are_left_out() {
        let text = "/** What\n * it is. */\n\nconst a = \"//\"; // b\n    // c\n  f(); /* d */\n";
        assert_eq!(short(text), "const a = \"//\"; // b\nf(); /* d */\n");
    }

    #[test]
    fn scripts_of_the_search_go_out_with_their_parts() {
        let files = built();
        let text = |path: &str| String::from_utf8_lossy(&files[path].bytes).into_owned();
        let [page, worker] = ["search.js", "search-worker.js"].map(text);
        assert!(page.contains("class View {") && page.contains("new View("), "{page}");
        assert!(worker.contains("class SearchEngine {"), "{worker}");
        for (path, parts) in BUNDLES {
            assert!(
                Static::get(path).is_some() && parts.iter().all(|part| Static::get(part).is_some()),
                "{path}"
            );
            assert!(parts.iter().all(|part| !files.contains_key(*part)), "{path}");
        }
        // What is loaded later are files of their own.
        assert!(files.contains_key("search-columns.js") && files.contains_key("vendor/lunr-2.3.9.min.js"));
    }

    #[test]
    fn parts_of_an_owner_take_the_place_of_built_in_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("search-view.js"), "class View { /* own */ }\n").expect("written");
        let files = static_files(folder.path()).expect("static files");
        assert!(files["search.js"].bytes.starts_with(b"class View { /* own */ }\n"));
    }
}
