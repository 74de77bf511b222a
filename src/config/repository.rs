//! `repository` of a list as written: a path, or several tables.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

/// Git repositories of a list's project, the one that decides what is merged first.
#[derive(Debug, Clone, Default)]
pub struct RepositoriesConfig(pub Vec<RepositoryConfig>);

/// One of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepositoryConfig {
    /// Its name, as readers know it: `next`. Default: none, which only the first may have.
    pub name: Option<String>,
    /// Bare or not, relative to the file.
    pub path: PathBuf,
    /// URL for links to its commits, to which the id is added. Default: for the first that of the list, else none.
    pub commits: Option<String>,
}

impl RepositoriesConfig {
    /// With the paths in it relative to the file's folder.
    pub fn rooted(self, folder: &Path) -> Self {
        let rooted = |one: RepositoryConfig| RepositoryConfig { path: folder.join(one.path), ..one };
        Self(self.0.into_iter().map(rooted).collect())
    }
}

impl<'de> Deserialize<'de> for RepositoriesConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RepositoriesVisitor)
    }
}

struct RepositoriesVisitor;

impl<'de> Visitor<'de> for RepositoriesVisitor {
    type Value = RepositoriesConfig;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the path of a git repository, or a table [[inbox.repository]] for each of several")
    }

    fn visit_str<E: de::Error>(self, path: &str) -> Result<Self::Value, E> {
        Ok(RepositoriesConfig(vec![RepositoryConfig { name: None, path: path.into(), commits: None }]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(sequence)).map(RepositoriesConfig)
    }
}
