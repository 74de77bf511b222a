//! Templates and static files: those in the program, and a site's own, which take their place file by file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use super::route;
use crate::error::{Error, Result};
use crate::language::{self, Language};

#[derive(RustEmbed)]
#[folder = "site-templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// The folders of a site's own templates, static files and messages.
const TEMPLATES: &str = "site-templates";
const STATIC: &str = "static";
const LANGUAGES: &str = "languages";

/// All files that are built into the program, as they were written, by the paths at which a site's own take their place.
pub fn built_in_files() -> BTreeMap<String, Cow<'static, [u8]>> {
    fn files<Built: RustEmbed>(folder: &str) -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
        let shown = Built::iter().filter(|path| !path.starts_with(SHORT));
        shown.filter_map(move |path| Some((format!("{folder}/{path}"), Built::get(&path)?.data)))
    }
    let languages = language::built_in_files().map(|(name, file)| (format!("{LANGUAGES}/{name}"), file));
    let own = files::<Templates>(TEMPLATES).chain(files::<Static>(STATIC));
    let mut files: BTreeMap<_, _> = own.chain(languages).collect();
    files.remove(&format!("{STATIC}/{}", route::BASE_STYLE));
    files.insert(format!("{STATIC}/{}", route::STYLE), whole_style().into());
    files
}

/// The style sheet of most pages, of its two parts. An owner's own takes the place of both.
fn whole_style() -> Vec<u8> {
    let parts = [route::BASE_STYLE, route::STYLE].map(|path| Static::get(path).map(|part| part.data));
    parts.into_iter().flatten().collect::<Vec<_>>().join(&b'\n')
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

/// The parts of the search page's script: those that run in the page, before its last one, [`route::SEARCH_SCRIPT`]; and those that
/// run in the page and in its worker. A search waits for each request, so that they are one file: what a browser has loaded for
/// the page it has for the worker as well.
const IN_PAGE: [&str; 1] = ["search-view.js"];
const IN_BOTH: [&str; 6] = [
    "search-words.js",
    "search-rank.js",
    "search-terms.js",
    "search-run.js",
    "search-engine.js",
    "search-worker.js",
];

/// The short form of all of them together: shorter than each by itself.
const JOINED: &str = "search-joined.js";

/// Other people's scripts, unmodified.
const VENDOR: &str = "vendor/";

/// The short forms of the program's own scripts and styles, which `tests/browser/shorten.js` makes.
const SHORT: &str = "short/";

/// Static files by path. The program's own scripts and styles go out in their short forms; a site's own files and vendored
/// ones are left as they are.
pub fn static_files(folder: &Path) -> Result<Assets> {
    let mut files = overlay::<Static>("built-in static", folder)?;
    // The sample's own files are the program's: it is built where these are.
    files.retain(|path, _| !path.starts_with(SHORT) || Static::get(path).is_none());
    // Who has copied the whole sheet and changed nothing has the built-in one.
    let is_copy = |style: &Asset| style.bytes == whole_style();
    if let (Some(style), Some(own)) =
        (files.get_mut(route::STYLE).filter(|style| is_copy(style)), Static::get(route::STYLE))
    {
        style.bytes = own.data;
    }
    let is_built_in =
        |path: &str, asset: &Asset| Static::get(path).is_some_and(|own| own.data == asset.bytes);
    let mut parts = IN_PAGE.iter().chain(&IN_BOTH).chain([&route::SEARCH_SCRIPT]);
    let has_own_search = parts.any(|part| !files.get(*part).is_some_and(|own| is_built_in(part, own)));
    let has_own_style = files.get(route::STYLE).is_some_and(|style| !is_built_in(route::STYLE, style));
    for (path, asset) in &mut files {
        if let Some(short) = Static::get(&format!("{SHORT}{path}")).filter(|_| is_built_in(path, asset)) {
            asset.bytes = short.data;
        }
    }
    join_styles(&mut files, has_own_style);
    join_scripts(&mut files);
    let joined = Static::get(&format!("{SHORT}{JOINED}")).filter(|_| !has_own_search);
    if let (Some(script), Some(joined)) = (files.get_mut(route::SEARCH_SCRIPT), joined) {
        script.bytes = joined.data;
    }
    Ok(files)
}

/// Where the script of the search page is in a site with these files.
pub fn search_script(files: &Assets) -> String {
    route::asset(route::SEARCH_SCRIPT, files.get(route::SEARCH_SCRIPT).map_or(&[], |script| &script.bytes))
}

/// Puts what every page has before the style sheet of most pages. An owner's own sheet is all that pages have.
fn join_styles(files: &mut Assets, has_own: bool) {
    let Some(mut style) = files.remove(route::STYLE) else { return };
    if let Some(base) = files.get_mut(route::BASE_STYLE) {
        if has_own {
            base.bytes = style.bytes.clone();
        } else {
            style.bytes = [&*base.bytes, &*style.bytes].concat().into();
        }
    }
    files.insert(route::STYLE.to_owned(), style);
}

/// Puts the script of the search page together. What runs in the page alone sees of the rest what that gives to all.
fn join_scripts(files: &mut Assets) {
    let Some(script) = files.remove(route::SEARCH_SCRIPT) else { return };
    // An owner's part may end within a line.
    let mut take = |parts: &[&str]| {
        let parts: Vec<Asset> = parts.iter().filter_map(|part| files.remove(*part)).collect();
        parts.iter().map(|part| &*part.bytes).collect::<Vec<_>>().join(&b'\n')
    };
    let (in_page, in_both) = (take(&IN_PAGE), take(&IN_BOTH));
    let parts: [&[u8]; 6] =
        [b"\"use strict\";\n{", &in_both, b"}\nif (self.document) {", &in_page, &script.bytes, b"}\n"];
    files.insert(route::SEARCH_SCRIPT.to_owned(), Asset { bytes: parts.join(&b'\n').into(), ..script });
}

/// [`static_files`] in a language: the program's own scripts have messages in them, also where the owner changed them.
pub fn spoken(folder: &Path, language: &Language) -> Result<Assets> {
    let speak = |(path, asset): (String, Asset)| {
        if !path.ends_with(".js") || path.starts_with(VENDOR) || Static::get(&path).is_none() {
            return Ok((path, asset));
        }
        let text = String::from_utf8_lossy(&asset.bytes);
        let spoken = language.expand_script(&text).map_err(|problem| {
            let (line, column) = problem.place(&text);
            let place = format!("{}:{line}:{column}", asset.origin.display());
            let mend = "correct the call of `t`, or add the message to a file in languages/";
            Error::new(place, problem.what, mend)
        })?;
        Ok((path, Asset { bytes: spoken.into_bytes().into(), ..asset }))
    };
    static_files(folder)?.into_iter().map(speak).collect()
}

fn overlay<Built: RustEmbed>(name: &str, folder: &Path) -> Result<Assets> {
    let mut assets = BTreeMap::new();
    for path in Built::iter().filter(|path| !path.starts_with(SHORT)) {
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
    fn own_scripts_and_styles_go_out_short_and_vendored_ones_as_they_came() {
        let is_code = |path: &str| path.ends_with(".js") || path.ends_with(".css");
        let (short, sources): (Vec<_>, Vec<_>) = Static::iter()
            .filter(|path| is_code(path) && !path.starts_with(VENDOR))
            .partition(|path| path.starts_with(SHORT));
        let names = short.iter().map(|path| &path[SHORT.len()..]).filter(|&name| name != JOINED);
        assert_eq!(names.collect::<Vec<_>>(), sources);
        let of_sample = static_files(Path::new(STATIC)).expect("static files");
        assert_eq!(of_sample.keys().find(|path| path.starts_with(SHORT)), None);
        for (path, asset) in built() {
            let source = Static::get(&path).expect("it is there").data;
            if path.starts_with(VENDOR) {
                assert_eq!(asset.bytes, source, "{path}");
            } else if is_code(&path) {
                let text = String::from_utf8_lossy(&asset.bytes);
                assert!(!text.contains("/**") && !text.contains("\n  "), "{path}: {text}");
            }
        }
    }

    #[test]
    fn the_search_has_one_script_of_all_parts_that_every_query_needs() {
        let files = built();
        let script = String::from_utf8_lossy(&files[route::SEARCH_SCRIPT].bytes).into_owned();
        let (in_both, in_page) = script.split_once("\n}\nif (self.document) {\n").expect("two parts");
        let colours = String::from_utf8_lossy(&files["site.js"].bytes).into_owned();
        let key = colours
            .split('"')
            .find(|text| text.starts_with("lorepress-"))
            .expect("where it keeps the colours");
        assert!(in_page.contains(key) && in_page.contains("search-form.js"), "{in_page}");
        assert!(in_both.contains("onmessage") && !in_both.contains("require(\""), "{in_both}");
        let parts = [&IN_PAGE[..], &IN_BOTH].concat();
        for part in &parts {
            assert!(Static::get(part).is_some() && !files.contains_key(*part), "{part}");
        }
        // What is loaded later are files of their own.
        let later = ["form", "fields", "syntax", "unspaced", "near", "mail", "columns", "names", "filters"]
            .map(|name| format!("search-{name}.js"));
        assert!(later.iter().all(|path| files.contains_key(path)));
        assert!(files.contains_key("vendor/lunr-2.3.9.min.js"));
    }

    #[test]
    fn parts_of_an_owner_take_the_place_of_built_in_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("search-view.js"), "class View { /* own */ }\n").expect("written");
        let files = static_files(folder.path()).expect("static files");
        let script = String::from_utf8_lossy(&files[route::SEARCH_SCRIPT].bytes).into_owned();
        assert!(script.contains("\nclass View { /* own */ }\n"), "{script}");
        assert!(script.contains("class SearchEngine{"), "{script}");
    }

    #[test]
    fn an_owners_style_sheet_holds_for_the_search_page_as_well() {
        let files = built();
        let [base, style] = [route::BASE_STYLE, route::STYLE].map(|path| &*files[path].bytes);
        assert!(style.starts_with(base) && style.len() > base.len());
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(route::STYLE), "p {}\n").expect("written");
        let own = static_files(folder.path()).expect("static files");
        for path in [route::BASE_STYLE, route::STYLE] {
            assert_eq!(&*own[path].bytes, b"p {}\n", "{path}");
        }
        std::fs::write(folder.path().join(route::STYLE), whole_style()).expect("written");
        let copied = static_files(folder.path()).expect("static files");
        assert_eq!([route::BASE_STYLE, route::STYLE].map(|path| &*copied[path].bytes), [base, style]);
    }
}
