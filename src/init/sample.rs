//! The sample site, as it is in the repository of this program.

/// Its files: where they belong in the folder of a site, and their bytes.
pub const FILES: &[(&str, &[u8])] = &[
    ("lorepress.toml", include_bytes!("../../lorepress.toml")),
    (".gitignore", include_bytes!("files/gitignore")),
    ("content/about.md", include_bytes!("../../content/about.md")),
    ("content/notes/2025-06.md", include_bytes!("../../content/notes/2025-06.md")),
    (
        "content/digests/2024-12-20-tidepool-4f1c0a9d2..b7e88d013.txt",
        include_bytes!("../../content/digests/2024-12-20-tidepool-4f1c0a9d2..b7e88d013.txt"),
    ),
    ("sample/MAINTAINERS", include_bytes!("../../sample/MAINTAINERS")),
    ("sample/tidepool-devel.mbox", include_bytes!("../../sample/tidepool-devel.mbox")),
];
