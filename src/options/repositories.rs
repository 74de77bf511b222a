//! The repositories of a list's project, one with the others.

use super::RepositoryOptions;
use super::urls::commits_url;
use crate::config::RepositoriesConfig;
use crate::error::{Error, Result};

/// The repositories of an inbox. All but the first have a name of their own, since pages tell them apart by it.
pub(super) fn resolve(
    repositories: RepositoriesConfig,
    commits: Option<&String>,
    inbox: &str,
    place: &str,
) -> Result<Vec<RepositoryOptions>> {
    let mut resolved: Vec<RepositoryOptions> = Vec::new();
    for (number, one) in repositories.0.into_iter().enumerate() {
        let name = one.name.unwrap_or_default().trim().to_owned();
        let path = one.path.display();
        if name.is_empty() && number > 0 {
            let problem = format!("repository {path} of inbox {inbox} has no name");
            let mend =
                "give each [[inbox.repository]] but the first a `name` that readers know, such as `next`";
            return Err(Error::new(place, problem, mend));
        }
        if resolved.iter().any(|other| other.name == name) {
            let problem = format!("two repositories of inbox {inbox} have the name `{name}`");
            return Err(Error::new(place, problem, "rename one of them"));
        }
        let key = format!("commits of repository {path}");
        let own = one.commits.map(|url| commits_url(url, &key, place)).transpose()?;
        let commits = own.or_else(|| commits.filter(|_| number == 0).cloned());
        resolved.push(RepositoryOptions { name, path: one.path, commits });
    }
    Ok(resolved)
}
