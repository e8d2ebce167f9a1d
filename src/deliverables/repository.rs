//! Where a component's code is, read from the address that the team gave.

/// A repository, or a folder of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Where it is hosted: `github.com`.
    pub host: String,
    /// Owner and name: `acme/export`.
    pub project: String,
    /// The folder in it, without slashes at its ends; empty for the whole.
    pub folder: String,
    /// The address of the repository or folder, with a slash at its end.
    pub address: String,
}

impl Repository {
    /// Reads `https://github.com/acme/shop/tree/main/services/export`, or less of it.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/');
        let bare = text.strip_prefix("https://").unwrap_or(text);
        let good = |part: &str| {
            let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
            !part.is_empty() && part.bytes().all(letters) && part.bytes().any(|byte| byte != b'.')
        };
        let parts: Vec<&str> = bare.split('/').collect();
        let [host, owner, name, rest @ ..] = parts.as_slice() else { return None };
        if !host.contains('.') || !parts.iter().all(|part| good(part)) {
            return None;
        }
        // GitHub says `tree`, GitLab `-/tree`, Bitbucket `src`; then comes the branch.
        let folder = match rest {
            [] => &[],
            ["tree" | "src", _, folder @ ..] | ["-", "tree", _, folder @ ..] => folder,
            _ => return None,
        };
        let name = name.strip_suffix(".git").unwrap_or(name);
        let whole = [&[*host, *owner, name], rest].concat().join("/");
        Some(Self {
            host: (*host).to_owned(),
            project: format!("{owner}/{name}"),
            folder: folder.join("/"),
            address: format!("https://{whole}/"),
        })
    }

    /// True when its host knows `CODEOWNERS` files: GitHub and GitLab read the same lines.
    pub fn takes_code_owners(&self) -> bool {
        self.host == "github.com" || self.host.starts_with("gitlab.")
    }

    /// The annotation under which Backstage's plug-ins look for it, where there is one.
    pub fn annotation(&self) -> Option<&'static str> {
        match self.host.as_str() {
            "github.com" => Some("github.com/project-slug"),
            "gitlab.com" => Some("gitlab.com/project-slug"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let known = [
            ("https://github.com/acme/export", "github.com", "acme/export", ""),
            ("github.com/acme/export.git/", "github.com", "acme/export", ""),
            (
                "https://github.com/acme/shop/tree/main/services/export",
                "github.com",
                "acme/shop",
                "services/export",
            ),
            ("https://gitlab.com/acme/shop/-/tree/main/api", "gitlab.com", "acme/shop", "api"),
        ];
        for (text, host, project, folder) in known {
            let read = Repository::read(text);
            let parts =
                read.as_ref().map(|read| (read.host.as_str(), read.project.as_str(), read.folder.as_str()));
            assert_eq!(parts, Some((host, project, folder)), "{text}");
            let address = read.map(|read| read.address).unwrap_or_default();
            assert_eq!(Repository::read(&address).map(|read| read.address), Some(address), "{text}");
        }
        for text in
            ["", "our monorepo", "acme/export", "https://github.com/acme", "https://a.b/c/d e", "a.b/../c"]
        {
            assert_eq!(Repository::read(text), None, "{text}");
        }
    }
}
